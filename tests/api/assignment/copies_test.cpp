// What of an assignment goes along when its course is duplicated or packed.

#include "base/error.h"
#include "lms/assignment/assignment_rows.h"
#include "lms/assignment/portable_assignments.h"
#include "tests/api/assignment/world.h"
#include "tests/support/copy_desk.h"

namespace lectern::testing {
namespace {

using catalog::CopyFor;
using nlohmann::json;

class CopiesOfAssignments : public AssignmentWorld {
 protected:
  CopiesOfAssignments() {
    copies_.add(lms::portable_assignments());
    define({{"most_files", 2}, {"due_at", "2026-06-01T10:00:00Z"}, {"peer", {{"reviews", 3}}}}, kTwoCriteria);
    hand_in(As::Student, "Theirs");
  }

  const http::Principal& teacher() { return appliance_.person(As::Teacher).principal; }

  catalog::PortableCourse packed() {
    return appliance_.database.read(
        [&](const storage::Reader& db) { return copies_.read(db, made_.course, CopyFor::Archive); });
  }

  lms::Assignment assignment_in(const CourseId& course) {
    const auto outline = run(
        appliance_,
        {.name = "outline", .as = As::Teacher, .target = "/api/v1/courses/" + course.text() + "/outline"});
    for (const auto& lesson : outline.body.at("sections")[0].at("lessons"))
      if (lesson.at("kind") == "assignment")
        return appliance_.database.read([&](const storage::Reader& db) {
          return lms::stored_assignment(db, LessonId{lesson.at("id").get<std::string>()}).value();
        });
    ADD_FAILURE() << outline.body.dump();
    return {};
  }

  CopyDesk desk_{appliance_};
  catalog::CourseCopies& copies_ = desk_.copies;
};

TEST_F(CopiesOfAssignments, ADuplicateHasRulesAndRubricButNoDatesAndNobodysWork) {
  const auto copy = copies_.duplicate(teacher(), made_.course, "Optics again").course.id;
  const auto assignment = assignment_in(copy);
  EXPECT_EQ(assignment.rules.most_files, 2);
  EXPECT_EQ(assignment.rules.peer.reviews, 3);
  EXPECT_EQ(assignment.rules.due_at, std::nullopt);
  EXPECT_DOUBLE_EQ(assignment.most(), 10);
  EXPECT_TRUE(appliance_.database.read(
      [&](const storage::Reader& db) { return lms::all_handed_in(db, assignment.lesson, {}, 10).empty(); }));
}

TEST_F(CopiesOfAssignments, AnArchiveBringsItAsItWas) {
  const auto copy = copies_.write(teacher(), catalog::from_manifest(catalog::to_manifest(packed())));
  EXPECT_EQ(assignment_in(copy).rules.due_at, from_rfc3339("2026-06-01T10:00:00Z"));
}

TEST_F(CopiesOfAssignments, ABrokenPartNamesItsPlace) {
  auto course = packed();
  auto part = json::parse(course.parts.at("assignments"));
  part["items"][0]["lesson"] = 0;
  course.parts["assignments"] = part.dump();
  try {
    copies_.write(teacher(), course);
    FAIL() << "a video became an assignment";
  } catch (const InvalidInput& wrong) {
    EXPECT_EQ(wrong.problems().front().field, "parts.assignments.items.0.lesson");
  }
}

}  // namespace
}  // namespace lectern::testing
