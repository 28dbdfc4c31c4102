#include "lms/forum/forum_search.h"

#include <algorithm>

#include "catalog/folded.h"
#include "lms/forum/forum_rows.h"
#include "lms/forum/post_text.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

// ?1 course, ?2 and ?3 between what the longest word lies, ?4 below which post, ?5 limit, ?6 whether they
// teach, ?7 who; from ?8 on the other words, each as a pair, NULL where there are no more
const storage::Query kFound{"forum.found", "SELECT DISTINCT" POST_COLUMNS R"sql(
    FROM forum_word w JOIN forum_post p ON p.id = w.post_id
    JOIN forum_thread t ON t.id = p.thread_id JOIN forum f ON f.id = t.forum_id
   WHERE w.course_id = ?1 AND w.word >= ?2 AND w.word < ?3 AND p.id < ?4 AND p.state = 'shown' AND t.state = 'open'
     AND (?6 OR f.audience = 'course' OR EXISTS (
           SELECT 1 FROM course_group_member m JOIN enrolment e ON e.id = m.enrolment_id
            WHERE m.group_id = f.group_id AND e.account_id = ?7 AND e.state = 'active'))
     AND (?8 IS NULL OR EXISTS (SELECT 1 FROM forum_word x WHERE x.post_id = p.id AND x.word >= ?8 AND x.word < ?9))
     AND (?10 IS NULL OR EXISTS (SELECT 1 FROM forum_word x WHERE x.post_id = p.id AND x.word >= ?10 AND x.word < ?11))
     AND (?12 IS NULL OR EXISTS (SELECT 1 FROM forum_word x WHERE x.post_id = p.id AND x.word >= ?12 AND x.word < ?13))
     AND (?14 IS NULL OR EXISTS (SELECT 1 FROM forum_word x WHERE x.post_id = p.id AND x.word >= ?14 AND x.word < ?15))
   ORDER BY p.id DESC LIMIT ?5)sql"};

const storage::Query kPeople{"forum.people", R"sql(
  SELECT e.account_id FROM enrolment e
   WHERE e.course_id = ?1 AND ' ' || e.sort_name LIKE '% ' || ?2 || '%' AND e.state = 'active' AND e.role <> 'observer'
     AND e.account_id <> ?3
   ORDER BY e.sort_name, e.id LIMIT 10)sql"};

constexpr std::size_t kMostWords = 5;
/// The last character that there is.
constexpr char kEnd[] = "\xF4\x8F\xBF\xBF";

/// What lies between a word and the next that is not it.
struct Span {
  std::string from;
  std::string to;
};

/// Whole words, but the last of the query, which may be half typed.
std::vector<Span> spans_of(const std::string& query) {
  const auto last_space = query.find_last_of(" \t\n");
  const auto last = words_of(last_space == std::string::npos ? query : query.substr(last_space + 1), 1);
  std::vector<Span> spans;
  for (const auto& word : words_of(query, 50)) {
    const bool is_half = std::find(last.begin(), last.end(), word) != last.end();
    spans.push_back({word, word + (is_half ? kEnd : std::string(1, '\x01'))});
  }
  // The longest is the rarest, more often than not: the search walks through its posts.
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.from.size() > b.from.size(); });
  if (spans.size() > kMostWords) spans.resize(kMostWords);
  return spans;
}

}  // namespace

catalog::Page<PostView> ForumSearch::posts(const http::Principal& who, const CourseId& course,
                                           const std::string& query, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) -> catalog::Page<PostView> {
    const auto reader = doors_.course(db, who, course).who;
    const auto spans = spans_of(query);
    if (spans.empty()) return {};
    std::array<std::optional<std::string>, 2 * kMostWords> words;
    for (std::size_t at = 0; at < spans.size(); ++at) {
      words[2 * at] = spans[at].from;
      words[2 * at + 1] = spans[at].to;
    }
    const auto before = paging.after.empty() ? std::string{"~"} : paging.after;
    const auto as_view = [&](const storage::Row& row) {
      PostView view{.post = as_post(row), .thread = {}, .forum = {}, .who = reader};
      view.thread = require_thread(db, view.post.thread);
      return view;
    };
    return catalog::as_page(
        db.all(kFound, as_view, course, words[0], words[1], before, paging.limit + 1, reader.is_staff,
               who.user, words[2], words[3], words[4], words[5], words[6], words[7], words[8], words[9]),
        paging.limit, [](const PostView& view) { return view.post.id.text(); });
  });
}

std::vector<UserId> ForumSearch::people(const http::Principal& who, const CourseId& course,
                                        const std::string& begins) const {
  auto name = catalog::folded(begins);
  std::erase_if(name, [](char character) { return character == '%' || character == '_'; });
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, who, course);
    const auto as_id = [](const storage::Row& row) { return row.get<UserId>(0); };
    auto people = db.all(kPeople, as_id, course, name, who.user);
    // The owner teaches without being enrolled.
    const auto& owner = open.course.owner;
    const auto owner_name = " " + catalog::folded(doors_.standing().name_of(db, owner));
    if (owner != who.user && owner_name.find(" " + name) != std::string::npos &&
        std::find(people.begin(), people.end(), owner) == people.end())
      people.insert(people.begin(), owner);
    return people;
  });
}

}  // namespace lectern::lms
