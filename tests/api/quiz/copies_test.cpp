#include <fcntl.h>
#include <gtest/gtest.h>

#include "lms/gradebook/portable_gradebook.h"
#include "lms/progress/portable_rules.h"
#include "lms/quiz/portable_quizzes.h"
#include "tests/support/api_scenario.h"
#include "tests/support/copy_desk.h"

namespace lectern::testing {
namespace {

using catalog::CopyFor;
using catalog::Visibility;
using http::Method;
using nlohmann::json;

class CopiesOfQuizzes : public ::testing::Test {
 protected:
  CopiesOfQuizzes() {
    for (auto part : {lms::portable_quizzes(), lms::portable_completion(), lms::portable_gradebook()})
      copies_.add(std::move(part));
    catalog::LessonDraft draft;
    draft.title = "Final";
    draft.kind = catalog::LessonKind::Quiz;
    quiz_ = appliance_.lessons.add(teacher(), made_.section, draft).lesson.id.text();
    set_up();
  }

  const http::Principal& teacher() { return appliance_.person(As::Teacher).principal; }

  json ask(Method method, const std::string& target, const json& body = nullptr, int status = 200,
           std::vector<std::string> events = {}) {
    return run(appliance_, {.name = target,
                            .as = As::Teacher,
                            .method = method,
                            .target = "/api/v1" + target,
                            .body = body,
                            .status = status,
                            .events = std::move(events)})
        .body;
  }

  void set_up() {
    const auto course = "/courses/" + made_.course.text();
    const auto category =
        ask(Method::Post, course + "/question-categories", {{"name", "Optics/Lenses"}}, 201);
    const auto question = ask(Method::Post, course + "/questions",
                              {{"name", "Truth"},
                               {"type", "true_false"},
                               {"category_id", category.at("id")},
                               {"tags", {"easy"}},
                               {"definition", {{"stem", "Is it so?"}, {"answer", true}}}},
                              201);
    ask(Method::Put, "/lessons/" + quiz_ + "/quiz/definition",
        {{"rules", {{"attempts", 2}, {"closes_at", "2026-06-01T10:00:00Z"}}},
         {"slots",
          {{{"question_id", question.at("id")}, {"points", 3}},
           {{"category_id", category.at("id")}, {"tag", "easy"}}}}});
    ask(Method::Put, "/lessons/" + made_.lesson.text() + "/video-questions/definition",
        {{"pass_fraction", 0.8},
         {"moments",
          json::array({{{"at_seconds", 12.5}, {"question_id", question.at("id")}, {"required", true}}})}});
    ask(Method::Patch, "/lessons/" + made_.lesson.text() + "/completion-rule", {{"in_order", true}}, 200,
        {"lesson.changed"});
  }

  /// The lessons of a course by their titles.
  std::map<std::string, std::string> lessons_of(const CourseId& course) {
    std::map<std::string, std::string> lessons;
    const auto outline = ask(Method::Get, "/courses/" + course.text() + "/outline");
    for (const auto& section : outline.at("sections"))
      for (const auto& lesson : section.at("lessons")) lessons[lesson.at("title")] = lesson.at("id");
    return lessons;
  }

  void expect_copied(const CourseId& copy, const json& closes_at) {
    auto lessons = lessons_of(copy);
    const auto quiz = ask(Method::Get, "/lessons/" + lessons["Final"] + "/quiz/definition");
    EXPECT_EQ(quiz.at("rules").at("attempts"), 2);
    EXPECT_EQ(quiz.at("rules").at("closes_at"), closes_at);
    ASSERT_EQ(quiz.at("slots").size(), 2U);
    EXPECT_EQ(quiz.at("slots")[0].at("points"), 3.0);
    EXPECT_EQ(quiz.at("slots")[1].at("tag"), "easy");
    const auto question =
        ask(Method::Get, "/questions/" + quiz.at("slots")[0].at("question_id").get<std::string>());
    EXPECT_EQ(question.at("course_id"), copy.text()) << "it has questions of its own";
    EXPECT_EQ(question.at("category_id"), quiz.at("slots")[1].at("category_id"));
    EXPECT_EQ(question.at("definition").at("answer"), true);
    const auto video = ask(Method::Get, "/lessons/" + lessons["Lenses"] + "/video-questions/definition");
    EXPECT_EQ(video.at("pass_fraction"), 0.8);
    EXPECT_EQ(video.at("moments")[0].at("at_seconds"), 12.5);
    EXPECT_EQ(video.at("moments")[0].at("question_id"), quiz.at("slots")[0].at("question_id"));
    EXPECT_EQ(ask(Method::Get, "/lessons/" + lessons["Lenses"] + "/completion-rule").at("in_order"), true);
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  CopyDesk desk_{appliance_};
  catalog::CourseCopies& copies_ = desk_.copies;
  std::string quiz_;
};

TEST_F(CopiesOfQuizzes, ADuplicateHasItsQuizzesWithoutTheirDates) {
  expect_copied(copies_.duplicate(teacher(), made_.course, "Optics again").course.id, nullptr);
}

TEST_F(CopiesOfQuizzes, AnArchiveBringsThemAsTheyWere) {
  const auto manifest = appliance_.database.read([&](const storage::Reader& db) {
    return catalog::to_manifest(copies_.read(db, made_.course, CopyFor::Archive));
  });
  expect_copied(copies_.write(teacher(), catalog::from_manifest(manifest)), "2026-06-01T10:00:00.000Z");
}

TEST_F(CopiesOfQuizzes, AnArchiveBringsWhatStandsInTextsUnderItsNewAddress) {
  const ScratchFolder folder;
  write_file_atomically(folder.path() / "sound", "ID3 and the rest");
  const auto file = open_file(folder.path() / "sound", O_RDONLY);
  const auto sound = desk_.sounds.keep(teacher().user, file.get(), "A fifth");
  const auto picture =
      desk_.pictures.keep({catalog::PictureUse::Text, teacher().user.text()}, file.get(), "");
  const auto stem = "[Sound](" + sound.url() + ") ![](" + picture.url("1600") + ")\n\n[then](/lessons/" +
                    made_.lesson.text() + "?t=3)";
  ask(Method::Post, "/courses/" + made_.course.text() + "/questions",
      {{"name", "Heard"}, {"type", "true_false"}, {"definition", {{"stem", stem}, {"answer", true}}}}, 201);
  auto course = appliance_.database.read([&](const storage::Reader& db) {
    auto read = copies_.read(db, made_.course, CopyFor::Archive);
    auto again = catalog::from_manifest(catalog::to_manifest(read));
    for (std::size_t at = 0; at < again.text_files.size(); ++at)
      again.text_files[at].file.blob = read.text_files[at].file.blob;
    return again;
  });
  ASSERT_EQ(course.text_files.size(), 2U);
  EXPECT_EQ(course.text_files[0].words, "A fifth");
  const auto copy = copies_.write(teacher(), course);
  const auto found = ask(Method::Get, "/courses/" + copy.text() + "/questions?q=Heard");
  const auto id = found.at("items").at(0).at("id").get<std::string>();
  const auto text = ask(Method::Get, "/questions/" + id).at("definition").at("stem").get<std::string>();
  EXPECT_EQ(text.find(sound.key), std::string::npos) << text;
  EXPECT_EQ(text.find(picture.key), std::string::npos) << text;
  EXPECT_EQ(catalog::text_files_in(text).size(), 2U) << text;
  EXPECT_NE(text.find("/lessons/" + lessons_of(copy)["Lenses"] + "?t=3"), std::string::npos) << text;
}

TEST_F(CopiesOfQuizzes, ABrokenPartNamesItsPlaceAndLeavesNoCourse) {
  auto course = appliance_.database.read(
      [&](const storage::Reader& db) { return copies_.read(db, made_.course, CopyFor::Archive); });
  auto part = json::parse(course.parts.at("quizzes"));
  part["questions"][0]["definition"]["stem"] = "";
  part["quizzes"][0]["slots"][0]["question"] = 7;
  course.parts["quizzes"] = part.dump();
  try {
    copies_.write(teacher(), course);
    FAIL() << "it was taken";
  } catch (const InvalidInput& wrong) {
    EXPECT_EQ(wrong.problems().front().field, "parts.quizzes.questions.0.definition.stem");
  }
  course.parts = {{"riddles", "{}"}};
  EXPECT_THROW(copies_.write(teacher(), course), Error);
  const auto mine = ask(Method::Get, "/courses?q=Optics");
  EXPECT_EQ(mine.at("items").size(), 1U) << "only the first";
}

}  // namespace
}  // namespace lectern::testing
