#pragma once
// What a role may allow beyond one's own things. One table says what there is, how it is called in the API
// and in the database, and what it means; the page that edits roles is made from it. Built-in roles begin
// with the sets below; others are of the institution's own making (lms/identity/roles).

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_text.h"

namespace lectern::http {

enum class Permission {
  CoursesCreate,
  CoursesEditAny,
  CoursesDeleteAny,
  CategoriesManage,
  AnnouncementsSendAll,
  EnrolmentsManage,
  UsersRead,
  UsersManage,
  RolesManage,
  SettingsManage,
  JobsManage,
  SystemRead,
  AuditRead,
  ReportsRead,
  Count_,
};

inline constexpr std::size_t kPermissionCount = static_cast<std::size_t>(Permission::Count_);

struct PermissionRow {
  Permission value;
  std::string_view text;
  std::string_view sentence;
};

// clang-format off
constexpr std::array<PermissionRow, kPermissionCount> kPermissions = {{
    {Permission::CoursesCreate,        "courses.create",         "Make courses of one's own."},
    {Permission::CoursesEditAny,       "courses.edit_any",       "See and edit every course, drafts included."},
    {Permission::CoursesDeleteAny,     "courses.delete_any",     "Delete and restore every course."},
    {Permission::CategoriesManage,     "categories.manage",      "Make, rename and remove categories."},
    {Permission::AnnouncementsSendAll, "announcements.send_all", "Send announcements to everyone."},
    {Permission::EnrolmentsManage,     "enrolments.manage",      "Enrol and unenrol people in every course; manage cohorts."},
    {Permission::UsersRead,            "users.read",             "See all accounts."},
    {Permission::UsersManage,          "users.manage",           "Make, change, disable and import accounts."},
    {Permission::RolesManage,          "roles.manage",           "Edit roles, and give them to people."},
    {Permission::SettingsManage,       "settings.manage",        "Change the settings of this server."},
    {Permission::JobsManage,           "jobs.manage",            "See, retry and cancel jobs."},
    {Permission::SystemRead,           "system.read",            "See the state of the server and its storage."},
    {Permission::AuditRead,            "audit.read",             "Read the audit log."},
    {Permission::ReportsRead,          "reports.read",           "Read reports on all courses."},
}};
// clang-format on
constexpr const auto& text_table(Permission) {
  return kPermissions;
}

/// A set of permissions: plain, small, compared and joined by value.
class Permissions {
 public:
  constexpr Permissions() = default;
  constexpr Permissions(std::initializer_list<Permission> all) {
    for (const auto one : all) add(one);
  }
  static constexpr Permissions all() {
    Permissions every;
    every.bits_ = (std::uint64_t{1} << kPermissionCount) - 1;
    return every;
  }

  constexpr bool has(Permission one) const { return (bits_ & bit(one)) != 0; }
  /// Whether everything of `others` is in here.
  constexpr bool covers(Permissions others) const { return (others.bits_ & ~bits_) == 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr void add(Permission one) { bits_ |= bit(one); }
  constexpr void add(Permissions others) { bits_ |= others.bits_; }
  /// Leaves only what `others` has too.
  constexpr void keep(Permissions others) { bits_ &= others.bits_; }
  constexpr bool operator==(const Permissions&) const = default;

 private:
  static constexpr std::uint64_t bit(Permission one) {
    return std::uint64_t{1} << static_cast<unsigned>(one);
  }
  std::uint64_t bits_ = 0;
};

}  // namespace lectern::http
