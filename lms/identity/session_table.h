#pragma once
// Every living session, in memory: who is asking is answered from here, on the loop, without SQL. The
// database holds the same rows for the next start; Identity keeps both in step.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/ids.h"
#include "http/principal.h"

namespace lectern::lms {

struct Session {
  SessionId id;
  UserId user;
  http::Role role = http::Role::Student;
  std::int64_t epoch = 0;   ///< Of the account: a token that carries another is void.
  std::string secret_hash;  ///< SHA-256 in hexadecimal.
  Instant expires_at;
  Instant stored_expiry;  ///< What the database says; behind expires_at until the next flush.
  Instant last_used = {};
};

struct Extended {
  SessionId id;
  Instant expires_at;
  Instant last_used = {};
};

class SessionTable {
 public:
  void put(Session session);
  void remove(const SessionId& id);
  /// Answers those that it removed: all but `kept`.
  std::vector<SessionId> remove_all_of(const UserId& user, const SessionId& kept = {});
  /// Of whoever is signed in: their role, and what their access tokens must carry.
  void change(const UserId& user, http::Role role);
  std::optional<Session> find(const SessionId& id) const;

  /// Both answer a session that is alive at `now`, and let it live until `expires_at`.
  std::optional<Session> use_by_secret(std::string_view secret_hash, Instant now, Instant expires_at);
  std::optional<Session> use(const SessionId& id, Instant now, Instant expires_at);

  /// Sessions that live longer than the database knows, by `by` or more; they count as stored from now on.
  std::vector<Extended> take_extended(Milliseconds by);
  /// Drops the dead.
  void sweep(Instant now);

 private:
  /// SHA-256, as bytes.
  using SecretHash = std::array<std::uint8_t, 32>;
  /// Both keys are the server's own chance: any eight bytes of them are as good as a hash.
  struct ByChance {
    std::size_t operator()(const IdBytes& id) const noexcept;
    std::size_t operator()(const SecretHash& hash) const noexcept;
  };
  /// Half the school may be signed in, so that each is kept in the fewest bytes.
  struct Stored {
    IdBytes user = {};
    SecretHash secret = {};
    http::Role role = http::Role::Student;
    std::int64_t epoch = 0;
    Instant expires_at;
    Instant stored_expiry;
    Instant last_used;
  };
  using Sessions = std::unordered_map<IdBytes, Stored, ByChance>;
  struct State {
    Sessions sessions;
    std::unordered_map<SecretHash, IdBytes, ByChance> by_secret;
  };
  static SecretHash secret_bytes(std::string_view hex);
  static Session as_session(const Sessions::value_type& entry);
  static std::optional<Session> use_in(State& state, const IdBytes& id, Instant now, Instant expires_at);
  static void remove_in(State& state, const IdBytes& id);

  Guarded<State> state_;
};

}  // namespace lectern::lms
