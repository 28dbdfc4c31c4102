#pragma once
// Invitations to a course: a code that opens it for whoever has it, or for one address. They end by use, by
// time, or by being taken back.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/message.h"
#include "lms/enrolment/places.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

using InvitationId = Id<struct InvitationTag>;

struct NewInvitation {
  catalog::CourseRole role = catalog::CourseRole::Student;
  std::string email = {};  ///< Empty: for whoever has the code.
  std::optional<std::int64_t> most_uses = {};
  std::optional<Instant> expires_at = {};
};

struct CourseInvitation {
  InvitationId id;
  CourseId course;
  std::string code;
  catalog::CourseRole role = catalog::CourseRole::Student;
  std::string email;
  std::optional<std::int64_t> most_uses;
  std::int64_t uses = 0;
  std::optional<Instant> expires_at;
  std::optional<Instant> revoked_at;
  Instant created_at;
  std::string course_title;
  std::string invited_by;  ///< A name.
};

/// Why an invitation opens nothing any more, as a sentence; nothing where it does.
std::optional<std::string> why_closed(const CourseInvitation& invitation, Instant now);

/// Joins the transaction that invites. The code is new.
CourseInvitation make_invitation(storage::Writer& db, const Clock& clock, const CourseId& course,
                                 const NewInvitation& draft, const http::Principal& by);
/// One that is still open.
std::optional<CourseInvitation> find_open_invitation(const storage::Reader& db, const CourseId& course,
                                                     const std::string& email);
/// Those addressed to this person that are still open.
std::vector<CourseInvitation> invitations_for(const storage::Reader& db, const UserId& user);

class Invitations {
 public:
  Invitations(storage::Database& database, const catalog::Doors& doors, const Places& places)
      : database_(database), doors_(doors), places_(places) {}

  CourseInvitation create(const http::Principal& who, const CourseId& course, const NewInvitation& draft);
  /// The newest first, ended ones too.
  catalog::Page<CourseInvitation> list(const http::Principal& who, const CourseId& course,
                                       const http::Paging& paging) const;
  void revoke(const http::Principal& who, const InvitationId& id);

  /// For whoever has the code, signed in or not.
  CourseInvitation look(const std::string& code) const;
  Enrolment accept(const http::Principal& who, const std::string& code);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
  const Places& places_;
};

}  // namespace lectern::lms
