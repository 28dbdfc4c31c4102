#pragma once
// The audit log: every change of rights and every act of an administrator, written in the transaction that
// makes the change, so that neither is there without the other. Rows are never changed and never removed;
// triggers see to it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "storage/db/database.h"

namespace lectern::audit {

/// What was acted upon: "user" and its id, "setting" and its key.
struct Object {
  std::string kind;
  std::string id;
};

struct Act {
  UserId who = {};          ///< Empty: the server itself, or its command line.
  std::string action = {};  ///< "user.role_changed"
  Object object = {};
  std::string details = "{}";  ///< A JSON object: what was before, what is now. Never a secret.
  std::string address = {};
  std::string request_id = {};
};

void record(storage::Writer& db, const Act& act);

struct Entry {
  std::int64_t sequence = 0;
  Instant at;
  Act act;
};

struct Filter {
  UserId who = {};
  std::string action = {};
  std::optional<Object> object = {};  ///< An empty id: all of this kind.
  std::optional<Instant> since = {};
  std::optional<Instant> until = {};  ///< This moment not included.
};

/// The newest first, those before `before` where it is given.
std::vector<Entry> list(const storage::Reader& db, const Filter& filter, std::optional<std::int64_t> before,
                        int limit);

/// Every action that was ever recorded, in order of the alphabet.
std::vector<std::string> actions(const storage::Reader& db);

}  // namespace lectern::audit
