#pragma once
// Programmes: courses that belong together, in an order or free, with a page and a price of their own.
// Joining one joins each of its courses; whoever has completed them all has completed it.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/teachers.h"
#include "http/message.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

using ProgrammeId = Id<struct ProgrammeTag>;

enum class Order { Free, Ordered };
enum class ProgrammeVisibility { Draft, Public };

constexpr std::array kOrderTexts = {EnumText{Order::Free, "free"}, EnumText{Order::Ordered, "ordered"}};
constexpr const auto& text_table(Order) {
  return kOrderTexts;
}

constexpr std::array kProgrammeVisibilityTexts = {EnumText{ProgrammeVisibility::Draft, "draft"},
                                                  EnumText{ProgrammeVisibility::Public, "public"}};
constexpr const auto& text_table(ProgrammeVisibility) {
  return kProgrammeVisibilityTexts;
}

struct Programme {
  ProgrammeId id;
  UserId owner;
  std::string title;
  std::string summary;
  std::string description;  ///< Markdown.
  Order order = Order::Free;
  ProgrammeVisibility visibility = ProgrammeVisibility::Draft;
  std::optional<Money> price;   ///< Absent: free.
  CourseId certificate_course;  ///< Whose design its certificate has; empty: it has none.
  Instant created_at;
  Instant updated_at;
};

struct ProgrammeCourse {
  CourseId id;
  std::string title;
  std::string summary;
  bool is_completed = false;  ///< By the asker.
  bool is_joined = false;
};

struct ProgrammeView {
  Programme programme;
  Person owner;
  std::vector<ProgrammeCourse> courses;
  bool can_edit = false;
  bool is_joined = false;
  bool is_completed = false;
};

/// Only what is set changes.
struct ProgrammePatch {
  std::optional<std::string> title;
  std::optional<std::string> summary;
  std::optional<std::string> description;
  std::optional<Order> order;
  std::optional<ProgrammeVisibility> visibility;
  Edit<Money> price;
  std::optional<std::vector<CourseId>> courses;
  std::optional<CourseId> certificate_course;  ///< Empty: none.
};

/// A course that could not be joined with the rest, and why.
struct Refusal {
  CourseId course;
  std::string message;
};

/// Enrols somebody in a course by its own rules; throws where those say no.
using JoinCourse = std::function<void(const http::Principal&, const CourseId&)>;

class Programmes {
 public:
  Programmes(storage::Database& database, const Doors& doors, JoinCourse join_course)
      : database_(database), doors_(doors), join_course_(std::move(join_course)) {}

  /// Public ones and one's own, the newest first.
  Page<ProgrammeView> list(const http::Principal& who, const http::Paging& paging) const;
  ProgrammeView get(const http::Principal& who, const ProgrammeId& id) const;
  /// `patch` has a title.
  ProgrammeView create(const http::Principal& who, const ProgrammePatch& patch);
  ProgrammeView change(const http::Principal& who, const ProgrammeId& id, const ProgrammePatch& patch);
  void remove(const http::Principal& who, const ProgrammeId& id);
  /// Answers the courses that could not be joined; joining again tries those once more.
  std::vector<Refusal> join(const http::Principal& who, const ProgrammeId& id);

 private:
  Programme require(const storage::Reader& db, const http::Principal& who, const ProgrammeId& id) const;
  Programme editable(const storage::Reader& db, const http::Principal& who, const ProgrammeId& id) const;
  void apply(storage::Writer& db, const http::Principal& who, const ProgrammePatch& patch,
             Programme& programme) const;
  void set_courses(storage::Writer& db, const http::Principal& who, const ProgrammeId& programme,
                   const std::vector<CourseId>& courses) const;
  void check_certificate(const storage::Reader& db, const http::Principal& who, const ProgrammePatch& patch,
                         Programme& programme) const;
  ProgrammeView view_of(const storage::Reader& db, const http::Principal& who, Programme programme) const;

  storage::Database& database_;
  const Doors& doors_;
  JoinCourse join_course_;
};

/// May they change or delete it?
bool may_edit(const Programme& programme, const http::Principal& who);

}  // namespace lectern::catalog
