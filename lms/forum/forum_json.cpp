#include "lms/forum/forum_json.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "catalog/picture_json.h"
#include "catalog/rows.h"
#include "http/page_json.h"
#include "lms/forum/post_text.h"
#include "storage/db/database.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

template <typename AnId>
json id_or_null(const AnId& id) {
  return id.empty() ? json(nullptr) : json(id.text());
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

/// Names, pictures and roles of people in one course, each looked up once.
class Names {
 public:
  Names(const storage::Reader& db, const catalog::Standing& standing, const CourseId& course)
      : db_(db), standing_(standing), course_(course) {
    if (const auto found = catalog::find_course(db, course)) owner_ = found->owner;
  }

  const json& of(const UserId& user) {
    const auto known = known_.find(user);
    if (known != known_.end()) return known->second;
    return known_.emplace(user, look_up(user)).first->second;
  }

  json author_of(const Post& post, const Participant& reader) {
    return may_know_author(post, reader) ? of(post.author) : json(nullptr);
  }

 private:
  json look_up(const UserId& user) const {
    const auto role = user == owner_ ? std::optional{catalog::CourseRole::Instructor}
                                     : standing_.role_in(db_, course_, user);
    return {
        {"id", user.text()},
        {"name", standing_.name_of(db_, user)},
        {"picture", catalog::as_json(catalog::picture_of(db_, {catalog::PictureUse::Account, user.text()}))},
        {"role", role ? json(text_of(*role)) : json(nullptr)}};
  }

  const storage::Reader& db_;
  const catalog::Standing& standing_;
  CourseId course_;
  UserId owner_;
  std::map<UserId, json> known_;
};

json as_json(const ForumView& view) {
  const auto& forum = view.forum;
  return {{"id", forum.id.text()},
          {"course_id", forum.course.text()},
          {"title", forum.title},
          {"description", forum.description},
          {"audience", text_of(forum.audience)},
          {"group_id", id_or_null(forum.group)},
          {"group_name", view.group_name.empty() ? json(nullptr) : json(view.group_name)},
          {"posting", text_of(forum.posting)},
          {"anonymity", text_of(forum.anonymity)},
          {"slow_mode_seconds", forum.slow_mode.count()},
          {"position", forum.position},
          {"is_first", forum.is_first()},
          {"threads", view.threads},
          {"unread", view.unread},
          {"level", text_of(view.level)},
          {"change", forum.change},
          {"can_begin", view.may_begin},
          {"can_manage", view.may_manage},
          {"waits_until", time_or_null(view.waits_until)}};
}

json as_json(const Thread& thread, const Participant& who, Names& names) {
  const bool is_known = !thread.is_anonymous || who.is_staff || thread.author == who.user;
  return {{"id", thread.id.text()},
          {"forum_id", thread.forum.text()},
          {"course_id", thread.course.text()},
          {"lesson_id", id_or_null(thread.lesson)},
          {"kind", text_of(thread.kind)},
          {"title", thread.title},
          {"author", is_known ? names.of(thread.author) : json(nullptr)},
          {"anonymous", thread.is_anonymous},
          {"mine", thread.author == who.user},
          {"state", text_of(thread.state)},
          {"pinned", thread.is_pinned},
          {"locked", thread.is_locked},
          {"accepted_post_id", id_or_null(thread.accepted)},
          {"replies", thread.replies},
          {"votes", thread.votes},
          {"created_at", to_rfc3339(thread.created_at)},
          {"active_at", to_rfc3339(thread.active_at)}};
}

json mentions_in(const std::string& text, Names& names) {
  json mentions = json::array();
  for (const auto& user : mentioned_in(text))
    mentions.push_back({{"id", user.text()}, {"name", names.of(user).at("name")}});
  return mentions;
}

json post_json(const PostView& view, Names& names) {
  const auto& [post, thread, forum, who, has_vote] = view;
  const bool is_readable = may_read(post, who);
  const bool is_own = post.author == who.user;
  const bool is_answer = !post.parent.empty() && post.state == PostState::Shown;
  return {{"id", post.id.text()},
          {"thread_id", post.thread.text()},
          {"parent_id", id_or_null(post.parent)},
          {"author", names.author_of(post, who)},
          {"anonymous", post.is_anonymous},
          {"mine", is_own},
          {"state", text_of(post.state)},
          {"text", is_readable ? json(post.text) : json(nullptr)},
          {"mentions", is_readable ? mentions_in(post.text, names) : json::array()},
          {"lesson_id", id_or_null(post.lesson)},
          {"seconds", post.seconds ? json(*post.seconds) : json(nullptr)},
          {"version", post.version},
          {"edited_at", time_or_null(post.edited_at)},
          {"accepted", thread.accepted == post.id},
          {"endorsed_by", post.endorsed_by.empty() ? json(nullptr) : names.of(post.endorsed_by)},
          {"votes", post.votes},
          {"voted", has_vote},
          {"created_at", to_rfc3339(post.created_at)},
          {"can_reply", may_reply(forum, thread, who)},
          {"can_change", may_change(thread, post, who) && post.state == PostState::Shown},
          {"can_restore", !who.is_closed && ((is_own && post.state == PostState::Deleted) ||
                                             (who.is_staff && post.state == PostState::Hidden))},
          {"can_vote", may_vote(post, who)},
          {"can_accept", is_answer && may_accept(thread, who)},
          {"can_endorse", is_answer && who.is_staff},
          {"can_hide", who.is_staff && post.state == PostState::Shown},
          {"can_report", !is_own && post.state == PostState::Shown}};
}

}  // namespace

json ForumJson::of(const CourseForums& found) const {
  json items = json::array();
  for (const auto& view : found.forums) items.push_back(as_json(view));
  return {{"items", std::move(items)},          {"next", nullptr},
          {"course_title", found.course_title}, {"level", text_of(found.level)},
          {"can_manage", found.who.may_manage}, {"can_moderate", found.who.is_staff},
          {"open_reports", found.open_reports}};
}

json ForumJson::of(const ForumView& view) const {
  return as_json(view);
}

json ForumJson::of(const ThreadLists::Listed& listed) const {
  return database_.read([&](const storage::Reader& db) {
    json items = json::array();
    std::optional<Names> names;
    for (const auto& row : listed.page.items) {
      if (!names) names.emplace(db, standing_, row.thread.course);
      auto item = as_json(row.thread, listed.who, *names);
      item["unread"] = row.is_unread;
      item["endorsed"] = row.is_endorsed;
      items.push_back(std::move(item));
    }
    return http::page_json(std::move(items), listed.page.next);
  });
}

json ForumJson::of(const ThreadView& view) const {
  return database_.read([&](const storage::Reader& db) {
    Names names(db, standing_, view.thread.course);
    auto item = as_json(view.thread, view.who, names);
    item["forum"] = {{"id", view.forum.id.text()},
                     {"title", view.forum.title},
                     {"anonymity", text_of(view.forum.anonymity)},
                     {"slow_mode_seconds", view.forum.slow_mode.count()}};
    item["course_title"] = view.course_title;
    item["lesson_title"] = view.lesson_title.empty() ? json(nullptr) : json(view.lesson_title);
    item["opening_post_id"] = view.thread.opening.text();
    item["merged_into"] = id_or_null(view.thread.merged_into);
    item["change"] = view.thread.change;
    item["level"] = text_of(view.level);
    item["read_at"] = time_or_null(view.read_at);
    item["waits_until"] = time_or_null(view.waits_until);
    item["new_posts"] = view.new_posts;
    item["first_new_post_id"] = id_or_null(view.first_new);
    item["can_reply"] = may_reply(view.forum, view.thread, view.who);
    item["can_name"] = may_name(view.thread, view.who);
    item["can_moderate"] = view.who.is_staff && !view.who.is_closed;
    return item;
  });
}

json ForumJson::of(const PostView& view) const {
  return database_.read([&](const storage::Reader& db) {
    Names names(db, standing_, view.thread.course);
    return post_json(view, names);
  });
}

json ForumJson::of(const PostPage& page) const {
  return database_.read([&](const storage::Reader& db) {
    json items = json::array();
    std::optional<Names> names;
    for (const auto& view : page.items) {
      if (!names) names.emplace(db, standing_, view.thread.course);
      items.push_back(post_json(view, *names));
    }
    auto list = http::page_json(std::move(items), page.next);
    list["previous"] = page.previous.empty() ? json(nullptr) : json(page.previous);
    return list;
  });
}

json ForumJson::found(const catalog::Page<PostView>& page) const {
  return database_.read([&](const storage::Reader& db) {
    json items = json::array();
    std::optional<Names> names;
    for (const auto& view : page.items) {
      if (!names) names.emplace(db, standing_, view.thread.course);
      items.push_back({{"post_id", view.post.id.text()},
                       {"thread_id", view.thread.id.text()},
                       {"title", view.thread.title},
                       {"kind", text_of(view.thread.kind)},
                       {"author", names->author_of(view.post, view.who)},
                       {"text", view.post.text},
                       {"mentions", mentions_in(view.post.text, *names)},
                       {"created_at", to_rfc3339(view.post.created_at)}});
    }
    return http::page_json(std::move(items), page.next);
  });
}

json ForumJson::of(const catalog::Page<ReportedPost>& page) const {
  return database_.read([&](const storage::Reader& db) {
    json items = json::array();
    std::optional<Names> names;
    for (const auto& reported : page.items) {
      if (!names) names.emplace(db, standing_, reported.view.thread.course);
      json reports = json::array();
      for (const auto& report : reported.reports)
        reports.push_back({{"reason", report.reason},
                           {"reporter", names->of(report.reporter)},
                           {"reported_at", to_rfc3339(report.reported_at)}});
      items.push_back({{"post", post_json(reported.view, *names)},
                       {"thread_title", reported.view.thread.title},
                       {"reports", std::move(reports)}});
    }
    return http::page_json(std::move(items), page.next);
  });
}

json ForumJson::of(const std::vector<Moment>& moments) const {
  return database_.read([&](const storage::Reader& db) {
    json items = json::array();
    std::optional<Names> names;
    for (const auto& moment : moments) {
      if (!names) names.emplace(db, standing_, moment.course);
      items.push_back({{"post_id", moment.post.id.text()},
                       {"thread_id", moment.post.thread.text()},
                       {"title", moment.title},
                       {"seconds", moment.post.seconds.value_or(0)},
                       {"author", names->author_of(moment.post, moment.who)},
                       {"text", moment.post.text},
                       {"mentions", mentions_in(moment.post.text, *names)},
                       {"replies", moment.replies}});
    }
    return http::page_json(std::move(items));
  });
}

json ForumJson::people(const CourseId& course, const std::vector<UserId>& users) const {
  return database_.read([&](const storage::Reader& db) {
    Names names(db, standing_, course);
    json items = json::array();
    for (const auto& user : users) items.push_back(names.of(user));
    return http::page_json(std::move(items));
  });
}

}  // namespace lectern::lms
