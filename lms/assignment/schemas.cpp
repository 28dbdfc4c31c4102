#include "lms/assignment/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"Rubric", R"({"type":"object","additionalProperties":false,"required":["criteria"],"properties":{
      "criteria":{"type":"array","maxItems":30,"items":{"type":"object","additionalProperties":false,
        "required":["title","levels"],"properties":{"title":{"type":"string","maxLength":200},
        "description":{"type":"string","maxLength":2000},"levels":{"type":"array","minItems":2,"maxItems":10,
          "items":{"type":"object","additionalProperties":false,"required":["title","points"],"properties":{
            "title":{"type":"string","maxLength":200},"description":{"type":"string","maxLength":2000},
            "points":{"type":"number","minimum":0,"maximum":1000}}}}}}}}})"},
    {"RubricMarks",
     R"({"type":"array","description":"One a criterion, in their order","items":{"type":"object",
      "additionalProperties":false,"properties":{"level":{"type":["integer","null"],"description":"Its place, from 0"},
      "comment":{"type":"string","maxLength":4000}}}})"},
    {"PinnedComments",
     R"({"type":"array","maxItems":500,"items":{"type":"object","additionalProperties":false,
      "required":["comment"],"properties":{
      "file_id":{"type":["string","null"],"description":"Absent: it is about the text"},
      "from":{"type":"integer","description":"In UTF-16 units of the text"},"to":{"type":"integer"},
      "page":{"type":["integer","null"]},"x":{"type":["number","null"],"minimum":0,"maximum":1},
      "y":{"type":["number","null"],"minimum":0,"maximum":1},"comment":{"type":"string","maxLength":4000}}}})"},
    {"PeerRules", R"({"type":"object","additionalProperties":false,"properties":{
      "reviews":{"type":"integer","minimum":0,"maximum":20,"description":"That each gives and gets; 0: none"},
      "opens_at":{"type":["string","null"],"format":"date-time"},
      "closes_at":{"type":["string","null"],"format":"date-time"},"self":{"type":"boolean"},
      "combine":{"enum":["median","mean"]},"teacher_weight":{"type":"number","minimum":0,"maximum":1},
      "reviewing_share":{"type":"number","minimum":0,"maximum":1}}})"},
    {"AssignmentRules", R"({"type":"object","additionalProperties":false,"properties":{
      "text":{"type":"boolean"},"most_files":{"type":"integer","minimum":0,"maximum":50},
      "largest_file":{"type":"integer","minimum":1,"description":"Bytes"},
      "kinds":{"type":"array","maxItems":30,"items":{"type":"string"},"description":"Endings of names; none: any"},
      "opens_at":{"type":["string","null"],"format":"date-time"},
      "due_at":{"type":["string","null"],"format":"date-time"},
      "cut_off_at":{"type":["string","null"],"format":"date-time"},
      "late":{"enum":["refused","accepted","deducted"]},
      "late_per_day":{"type":"number","minimum":0,"maximum":1,"description":"A share of all points, each day begun"},
      "late_floor":{"type":"number","minimum":0,"maximum":1},
      "again":{"enum":["until_due","attempts","when_returned"]},
      "attempts":{"type":"integer","minimum":0,"description":"0: any number"},"groups":{"type":"boolean"},
      "anonymous":{"type":"boolean"},"release":{"enum":["at_once","together"]},"most_points":{"type":"number"},
      "pass_fraction":{"type":"number","minimum":0,"maximum":1},"peer":{"$ref":"#/components/schemas/PeerRules"}}})"},
    {"NewAssignment", R"({"type":"object","additionalProperties":false,"properties":{
      "rules":{"$ref":"#/components/schemas/AssignmentRules"},"rubric":{"$ref":"#/components/schemas/Rubric"}}})"},
    {"Assignment",
     R"({"type":"object","required":["lesson_id","course_id","title","rules","rubric","most_points",
      "phase"],"properties":{"lesson_id":{"type":"string"},"course_id":{"type":"string"},"title":{"type":"string"},
      "rules":{"$ref":"#/components/schemas/AssignmentRules"},"rubric":{"$ref":"#/components/schemas/Rubric"},
      "most_points":{"type":"number"},"phase":{"enum":["handing_in","reviewing","marked"]}}})"},
    {"HandInFile",
     R"({"type":"object","required":["id","filename","type","shown","size","created_at"],"properties":{
      "id":{"type":"string","description":"Of a document: see /documents/{id}/access"},"filename":{"type":"string"},
      "type":{"type":"string"},"shown":{"enum":["nowhere","pdf","picture","text"]},"size":{"type":"integer"},
      "created_at":{"type":"string","format":"date-time"}}})"},
    {"HandInPeople",
     R"({"type":"array","items":{"type":"object","required":["id","name","email"],"properties":{
      "id":{"type":["string","null"]},"name":{"type":["string","null"],"description":"Null while names are hidden"},
      "email":{"type":["string","null"]}}}})"},
    {"HandInFacts",
     R"({"type":"object","required":["id","lesson_id","number","state","group","people","sequence",
      "saved_at","files","handed_in_at","digest","late_seconds","points","most_points","fraction","marked_by",
      "marked_at","released_at"],"properties":{"id":{"type":"string"},"lesson_id":{"type":"string"},
      "number":{"type":"integer"},
      "state":{"enum":["draft","handed_in","marked","released","returned","superseded"]},"group":{"type":"boolean"},
      "people":{"$ref":"#/components/schemas/HandInPeople"},"sequence":{"type":"integer"},
      "saved_at":{"type":"string","format":"date-time"},
      "files":{"type":"array","items":{"$ref":"#/components/schemas/HandInFile"}},
      "handed_in_at":{"type":["string","null"],"format":"date-time"},
      "digest":{"type":["string","null"],"description":"SHA-256 of what was handed in"},
      "late_seconds":{"type":"number"},"points":{"type":["number","null"]},"most_points":{"type":"number"},
      "fraction":{"type":["number","null"],"description":"Of the work, lateness included"},
      "marked_by":{"type":["string","null"]},"marked_at":{"type":["string","null"],"format":"date-time"},
      "released_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"HandIn", R"({"allOf":[{"$ref":"#/components/schemas/HandInFacts"},{"type":"object",
      "required":["text","marks","feedback","pins"],"properties":{"text":{"type":"string","description":"Markdown"},
      "marks":{"$ref":"#/components/schemas/RubricMarks"},"feedback":{"type":"string","description":"Markdown"},
      "pins":{"$ref":"#/components/schemas/PinnedComments"}}}]})"},
    {"AssignmentEntrance", R"({"allOf":[{"$ref":"#/components/schemas/Assignment"},{"type":"object",
      "required":["defined","teaching","extended","group","refusal","refusal_sentence","draft","hand_ins","fraction",
      "passed","reviews"],"properties":{"defined":{"type":"boolean"},"teaching":{"type":"boolean"},
      "extended":{"type":"boolean","description":"Has longer than the others"},
      "group":{"type":["string","null"],"description":"With whom one hands in"},
      "refusal":{"enum":["not_open","too_late","closed","handed_in","marked","no_attempts_left",null]},
      "refusal_sentence":{"type":"string"},
      "draft":{"oneOf":[{"$ref":"#/components/schemas/HandIn"},{"type":"null"}]},
      "hand_ins":{"type":"array","items":{"$ref":"#/components/schemas/HandIn"}},
      "fraction":{"type":["number","null"]},"passed":{"type":"boolean"},
      "reviews":{"type":"array","items":{"type":"object","required":["id","self","done"],"properties":{
        "id":{"type":"string"},"self":{"type":"boolean"},"done":{"type":"boolean"}}}}}}]})"},
    {"DraftSave", R"({"type":"object","additionalProperties":false,"required":["sequence"],"properties":{
      "sequence":{"type":"integer","minimum":1,"description":"One more than the last; an older one is refused"},
      "text":{"type":"string"}}})"},
    {"AssignmentExtension",
     R"({"type":"object","additionalProperties":false,"required":["user_id"],"properties":{
      "user_id":{"type":"string"},"name":{"type":"string"},"due_at":{"type":["string","null"],"format":"date-time"},
      "cut_off_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"NewAssignmentExtensions", R"({"type":"object","additionalProperties":false,"required":["extensions"],
      "properties":{"extensions":{"type":"array","maxItems":1000,
      "items":{"$ref":"#/components/schemas/AssignmentExtension"}}}})"},
    {"AssignmentExtensions", R"({"type":"object","required":["extensions"],"properties":{
      "extensions":{"type":"array","items":{"$ref":"#/components/schemas/AssignmentExtension"}}}})"},
    {"MarkingState",
     R"({"allOf":[{"$ref":"#/components/schemas/Assignment"},{"type":"object","required":["counts"],
      "properties":{"counts":{"type":"object","required":["to_mark","marked","released","returned","missing"],
      "properties":{"to_mark":{"type":"integer"},"marked":{"type":"integer"},"released":{"type":"integer"},
      "returned":{"type":"integer"},"missing":{"type":"integer"}}}}}]})"},
    {"HandInList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/HandInFacts"}},"next":{"type":["string","null"]}}})"},
    {"MissingPeople", R"({"type":"object","required":["items","next"],"properties":{"items":{"type":"array",
      "items":{"type":"object","required":["id","name","email","draft"],"properties":{"id":{"type":"string"},
      "name":{"type":"string"},"email":{"type":"string"},"draft":{"type":"boolean"}}}},
      "next":{"type":["string","null"]}}})"},
    {"NextHandIn",
     R"({"type":"object","required":["next"],"properties":{"next":{"type":["string","null"]}}})"},
    {"MarkView",
     R"({"type":"object","required":["assignment","hand_in","names_hidden","earlier","peer_fractions"],
      "properties":{"assignment":{"$ref":"#/components/schemas/Assignment"},
      "hand_in":{"$ref":"#/components/schemas/HandIn"},"names_hidden":{"type":"boolean"},
      "earlier":{"type":"array","items":{"type":"object","required":["id","number","state","handed_in_at","points"],
        "properties":{"id":{"type":"string"},"number":{"type":"integer"},"state":{"type":"string"},
        "handed_in_at":{"type":["string","null"],"format":"date-time"},"points":{"type":["number","null"]}}}},
      "peer_fractions":{"type":"array","items":{"type":"number"}}}})"},
    {"NewMark", R"({"type":"object","additionalProperties":false,"required":["then"],"properties":{
      "points":{"type":["number","null"],"minimum":0,"description":"Absent: what the rubric gives"},
      "marks":{"$ref":"#/components/schemas/RubricMarks"},"feedback":{"type":"string"},
      "pins":{"$ref":"#/components/schemas/PinnedComments"},"then":{"enum":["keep","finish","return"]}}})"},
    {"MarksReleased",
     R"({"type":"object","required":["released"],"properties":{"released":{"type":"integer"}}})"},
    {"MarksImport", R"({"type":"object","additionalProperties":false,"required":["csv"],"properties":{
      "csv":{"type":"string"},"dry_run":{"type":"boolean"}}})"},
    {"MarksImported",
     R"({"type":"object","required":["applied","lines"],"properties":{"applied":{"type":"boolean"},
      "lines":{"type":"array","items":{"type":"object","required":["line","hand_in_id","name","before","after",
      "problem"],"properties":{"line":{"type":"integer"},"hand_in_id":{"type":"string"},
      "name":{"type":["string","null"]},"before":{"type":"string"},"after":{"type":"string"},
      "problem":{"type":["string","null"]}}}}}})"},
    {"NewPhase", R"({"type":"object","additionalProperties":false,"required":["phase"],"properties":{
      "phase":{"enum":["handing_in","reviewing","marked"]}}})"},
    {"ReviewsAllotted",
     R"({"type":"object","required":["added"],"properties":{"added":{"type":"integer"}}})"},
    {"ReceivedReview",
     R"({"type":"object","required":["id","self","done","marks","points","fraction","feedback"],
      "properties":{"id":{"type":"string"},"self":{"type":"boolean"},"done":{"type":"boolean"},
      "marks":{"$ref":"#/components/schemas/RubricMarks"},"points":{"type":["number","null"]},
      "fraction":{"type":["number","null"]},"feedback":{"type":"string"}}})"},
    {"PeerReviews", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ReceivedReview"}},"next":{"type":["string","null"]}}})"},
    {"PeerReview", R"({"allOf":[{"$ref":"#/components/schemas/ReceivedReview"},{"type":"object",
      "required":["assignment","open","text","files"],"properties":{
      "assignment":{"$ref":"#/components/schemas/Assignment"},"open":{"type":"boolean"},"text":{"type":"string"},
      "files":{"type":"array","items":{"$ref":"#/components/schemas/HandInFile"}}}}]})"},
    {"NewPeerReview", R"({"type":"object","additionalProperties":false,"properties":{
      "marks":{"$ref":"#/components/schemas/RubricMarks"},"points":{"type":["number","null"],"minimum":0},
      "feedback":{"type":"string"},"done":{"type":"boolean"}}})"},
    {"ReviewOverview", R"({"type":"object","required":["items","next"],"properties":{"items":{"type":"array",
      "items":{"type":"object","required":["hand_in_id","state","people","asked_for","got","of_self","to_give","given",
      "combined","points","fraction"],"properties":{"hand_in_id":{"type":"string"},"state":{"type":"string"},
      "people":{"$ref":"#/components/schemas/HandInPeople"},"asked_for":{"type":"integer"},
      "got":{"type":"array","items":{"$ref":"#/components/schemas/ReceivedReview"}},
      "of_self":{"type":["number","null"]},"to_give":{"type":"integer"},"given":{"type":"integer"},
      "combined":{"type":["number","null"]},"points":{"type":["number","null"]},
      "fraction":{"type":["number","null"]}}}},"next":{"type":["string","null"]}}})"},
};

}  // namespace

std::span<const http::Schema> assignment_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
