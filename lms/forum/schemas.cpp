#include "lms/forum/schemas.h"

namespace lectern::lms {

namespace {

// clang-format off
constexpr http::Schema kSchemas[] = {
    {"ForumPerson", R"({"type":"object","required":["id","name","picture","role"],"properties":{
      "id":{"type":"string"},"name":{"type":"string"},"picture":{"$ref":"#/components/schemas/PictureOrNone"},
      "role":{"enum":["student","assistant","instructor","observer",null]}}})"},
    {"ForumPersonOrNone", R"({"oneOf":[{"$ref":"#/components/schemas/ForumPerson"},{"type":"null"}]})"},
    {"ForumPersonList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ForumPerson"}},"next":{"type":["string","null"]}}})"},
    {"ForumLevel", R"({"enum":["default","following","muted"]})"},
    {"NewForumLevel", R"({"type":"object","additionalProperties":false,"required":["level"],"properties":{
      "level":{"$ref":"#/components/schemas/ForumLevel"}}})"},
    {"Forum", R"({"type":"object","required":["id","course_id","title","description","audience","group_id","group_name",
      "posting","anonymity","slow_mode_seconds","position","is_first","threads","unread","level","change","can_begin",
      "can_manage","waits_until"],"properties":{
      "id":{"type":"string"},"course_id":{"type":"string"},
      "title":{"type":"string","description":"Empty: the course's first forum, which pages name themselves"},
      "description":{"type":"string"},"audience":{"enum":["course","group"]},
      "group_id":{"type":["string","null"]},"group_name":{"type":["string","null"]},
      "posting":{"enum":["everyone","replies","staff"]},"anonymity":{"enum":["off","allowed"]},
      "slow_mode_seconds":{"type":"integer"},"position":{"type":"integer"},"is_first":{"type":"boolean"},
      "threads":{"type":"integer"},"unread":{"type":"integer","description":"100 stands for more"},
      "level":{"$ref":"#/components/schemas/ForumLevel"},
      "change":{"type":"integer","description":"Rises with whatever a list of its threads shows"},
      "can_begin":{"type":"boolean"},"can_manage":{"type":"boolean"},
      "waits_until":{"type":["string","null"],"format":"date-time","description":"When slow mode lets one write again"}}})"},
    {"ForumList", R"({"type":"object","required":["items","next","course_title","level","can_manage","can_moderate",
      "open_reports"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Forum"}},"next":{"type":["string","null"]},
      "course_title":{"type":"string"},"level":{"$ref":"#/components/schemas/ForumLevel"},
      "can_manage":{"type":"boolean"},"can_moderate":{"type":"boolean"},"open_reports":{"type":"integer"}}})"},
    {"NewForum", R"({"type":"object","additionalProperties":false,"required":["title"],"properties":{
      "title":{"type":"string","minLength":1,"maxLength":120},"description":{"type":"string","maxLength":2000},
      "audience":{"enum":["course","group"]},"group_id":{"type":"string"},
      "posting":{"enum":["everyone","replies","staff"]},"anonymity":{"enum":["off","allowed"]},
      "slow_mode_seconds":{"type":"integer","minimum":0,"maximum":86400}}})"},
    {"ForumPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","maxLength":120},"description":{"type":"string","maxLength":2000},
      "audience":{"enum":["course","group"]},"group_id":{"type":"string"},
      "posting":{"enum":["everyone","replies","staff"]},"anonymity":{"enum":["off","allowed"]},
      "slow_mode_seconds":{"type":"integer","minimum":0,"maximum":86400},
      "position":{"type":"integer","minimum":0,"maximum":1000}}})"},
    {"ThreadReadUntil", R"({"type":"object","additionalProperties":false,"required":["until"],"properties":{
      "until":{"type":"string","format":"date-time","description":"The latest that one was shown"}}})"},
    {"ForumDraft", R"({"type":"object","required":["place","content","updated_at"],"properties":{
      "place":{"type":"string","description":"forum-, lesson-, post- (an answer to it) or edit- and an id"},
      "content":{"type":"object"},"updated_at":{"type":"string","format":"date-time"}}})"},
    {"ForumDraftList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ForumDraft"}},"next":{"type":["string","null"]}}})"},
    {"NewForumDraft", R"({"type":"object","additionalProperties":false,"required":["content"],"properties":{
      "content":{"type":"object","description":"As the page keeps it"}}})"},

    {"ThreadSummary", R"({"type":"object","required":["id","forum_id","course_id","lesson_id","kind","title","author",
      "anonymous","mine","state","pinned","locked","accepted_post_id","replies","votes","created_at","active_at"],
      "properties":{"id":{"type":"string"},"forum_id":{"type":"string"},"course_id":{"type":"string"},
      "lesson_id":{"type":["string","null"]},"kind":{"enum":["discussion","question"]},"title":{"type":"string"},
      "author":{"$ref":"#/components/schemas/ForumPersonOrNone"},"anonymous":{"type":"boolean"},"mine":{"type":"boolean"},
      "state":{"enum":["open","removed","merged"]},"pinned":{"type":"boolean"},"locked":{"type":"boolean"},
      "accepted_post_id":{"type":["string","null"]},"replies":{"type":"integer"},"votes":{"type":"integer"},
      "created_at":{"type":"string","format":"date-time"},"active_at":{"type":"string","format":"date-time"},
      "unread":{"type":"boolean"},"endorsed":{"type":"boolean"}}})"},
    {"ThreadList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ThreadSummary"}},"next":{"type":["string","null"]}}})"},
    {"LessonThreadList", R"({"type":"object","required":["items","next","forum"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ThreadSummary"}},"next":{"type":["string","null"]},
      "forum":{"$ref":"#/components/schemas/Forum"}}})"},
    {"Thread", R"({"allOf":[{"$ref":"#/components/schemas/ThreadSummary"},{"type":"object",
      "required":["forum","course_title","lesson_title","opening_post_id","merged_into","change","level","read_at",
      "waits_until","new_posts","first_new_post_id","can_reply","can_name","can_moderate"],"properties":{
      "new_posts":{"type":"integer","description":"Of others, since one last read it"},"first_new_post_id":{"type":["string","null"]},
      "forum":{"type":"object","required":["id","title","anonymity","slow_mode_seconds"],"properties":{
        "id":{"type":"string"},"title":{"type":"string"},"anonymity":{"enum":["off","allowed"]},
        "slow_mode_seconds":{"type":"integer"}}},
      "course_title":{"type":"string"},"lesson_title":{"type":["string","null"]},"opening_post_id":{"type":"string"},
      "merged_into":{"type":["string","null"]},"change":{"type":"integer"},
      "level":{"$ref":"#/components/schemas/ForumLevel"},"read_at":{"type":["string","null"],"format":"date-time"},
      "waits_until":{"type":["string","null"],"format":"date-time"},"can_reply":{"type":"boolean"},
      "can_name":{"type":"boolean"},"can_moderate":{"type":"boolean"}}}]})"},
    {"NewThread", R"({"type":"object","additionalProperties":false,"required":["title","text"],"properties":{
      "kind":{"enum":["discussion","question"]},"title":{"type":"string","minLength":1,"maxLength":200},
      "text":{"type":"string","minLength":1,"maxLength":30000},"lesson_id":{"type":"string"},
      "seconds":{"type":"number","minimum":0},"anonymous":{"type":"boolean"}}})"},
    {"ThreadPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"kind":{"enum":["discussion","question"]},
      "pinned":{"type":"boolean"},"locked":{"type":"boolean"},"removed":{"type":"boolean"},
      "forum_id":{"type":"string"}}})"},
    {"ThreadMerge", R"({"type":"object","additionalProperties":false,"required":["into"],"properties":{
      "into":{"type":"string"}}})"},

    {"Mention", R"({"type":"object","required":["id","name"],"properties":{
      "id":{"type":"string"},"name":{"type":"string"}}})"},
    {"Post", R"({"type":"object","required":["id","thread_id","parent_id","author","anonymous","mine","state","text",
      "mentions","lesson_id","seconds","version","edited_at","accepted","endorsed_by","votes","voted","created_at",
      "can_reply","can_change","can_restore","can_vote","can_accept","can_endorse","can_hide","can_report"],"properties":{
      "id":{"type":"string"},"thread_id":{"type":"string"},"parent_id":{"type":["string","null"]},
      "author":{"$ref":"#/components/schemas/ForumPersonOrNone"},"anonymous":{"type":"boolean"},"mine":{"type":"boolean"},
      "state":{"enum":["shown","deleted","hidden"]},
      "text":{"type":["string","null"],"description":"Markdown; @{id} is one of the mentions"},
      "mentions":{"type":"array","items":{"$ref":"#/components/schemas/Mention"}},
      "lesson_id":{"type":["string","null"]},"seconds":{"type":["number","null"]},"version":{"type":"integer"},
      "edited_at":{"type":["string","null"],"format":"date-time"},"accepted":{"type":"boolean"},
      "endorsed_by":{"$ref":"#/components/schemas/ForumPersonOrNone"},"votes":{"type":"integer"},"voted":{"type":"boolean"},
      "created_at":{"type":"string","format":"date-time"},"can_reply":{"type":"boolean"},"can_change":{"type":"boolean"},
      "can_restore":{"type":"boolean"},"can_vote":{"type":"boolean"},"can_accept":{"type":"boolean"},
      "can_endorse":{"type":"boolean"},"can_hide":{"type":"boolean"},"can_report":{"type":"boolean"}}})"},
    {"PostList", R"({"type":"object","required":["items","next","previous"],"properties":{"previous":{"type":["string","null"],"description":"What to give as `before` for the page that stands before this one"},
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Post"}},"next":{"type":["string","null"]}}})"},
    {"NewPost", R"({"type":"object","additionalProperties":false,"required":["text"],"properties":{
      "parent_id":{"type":"string"},"text":{"type":"string","minLength":1,"maxLength":30000},
      "seconds":{"type":"number","minimum":0},"anonymous":{"type":"boolean"}}})"},
    {"PostPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "text":{"type":"string","minLength":1,"maxLength":30000},"seconds":{"type":["number","null"],"minimum":0}}})"},
    {"PostVersionList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"type":"object","required":["number","text","written_at"],"properties":{
        "number":{"type":"integer"},"text":{"type":"string"},"written_at":{"type":"string","format":"date-time"}}}},
      "next":{"type":["string","null"]}}})"},
    {"NewPostReport", R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{
      "reason":{"type":"string","minLength":1,"maxLength":500}}})"},
    {"PostJudgement", R"({"type":"object","additionalProperties":false,"required":["verdict"],"properties":{
      "verdict":{"enum":["hide","keep"]}}})"},
    {"ReportedPostList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"type":"object","required":["post","thread_title","reports"],"properties":{
        "post":{"$ref":"#/components/schemas/Post"},"thread_title":{"type":"string"},
        "reports":{"type":"array","items":{"type":"object","required":["reason","reporter","reported_at"],"properties":{
          "reason":{"type":"string"},"reporter":{"$ref":"#/components/schemas/ForumPerson"},
          "reported_at":{"type":"string","format":"date-time"}}}}}}},"next":{"type":["string","null"]}}})"},
    {"FoundPostList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"type":"object","required":["post_id","thread_id","title","kind","author","text",
        "mentions","created_at"],"properties":{
        "post_id":{"type":"string"},"thread_id":{"type":"string"},"title":{"type":"string"},
        "kind":{"enum":["discussion","question"]},"author":{"$ref":"#/components/schemas/ForumPersonOrNone"},
        "text":{"type":"string"},"mentions":{"type":"array","items":{"$ref":"#/components/schemas/Mention"}},
        "created_at":{"type":"string","format":"date-time"}}}},"next":{"type":["string","null"]}}})"},
    {"MomentList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"type":"object","required":["post_id","thread_id","title","seconds","author","text",
        "mentions","replies"],"properties":{
        "post_id":{"type":"string"},"thread_id":{"type":"string"},"title":{"type":"string"},"seconds":{"type":"number"},
        "author":{"$ref":"#/components/schemas/ForumPersonOrNone"},"text":{"type":"string"},
        "mentions":{"type":"array","items":{"$ref":"#/components/schemas/Mention"}},"replies":{"type":"integer"}}}},
      "next":{"type":["string","null"]}}})"},
};
// clang-format on

}  // namespace

std::span<const http::Schema> forum_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
