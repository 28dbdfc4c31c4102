#include "lms/identity/session_table.h"

#include <algorithm>
#include <cstring>

#include "base/encoding.h"
#include "base/error.h"

namespace lectern::lms {

namespace {

/// Nothing has no bytes; no session and nobody has all zeros.
IdBytes bytes_of(std::string_view id) {
  return decode_id(id).value_or(IdBytes{});
}

template <typename Bytes>
std::size_t last_eight(const Bytes& bytes) {
  std::size_t value = 0;
  std::memcpy(&value, bytes.data() + bytes.size() - sizeof value, sizeof value);
  return value;
}

}  // namespace

std::size_t SessionTable::ByChance::operator()(const IdBytes& id) const noexcept {
  return last_eight(id);
}

std::size_t SessionTable::ByChance::operator()(const SecretHash& hash) const noexcept {
  return last_eight(hash);
}

SessionTable::SecretHash SessionTable::secret_bytes(std::string_view hex) {
  SecretHash hash{};
  const auto bytes = from_hex(hex);
  LECTERN_ASSERT(bytes && bytes->size() == hash.size(), "A session's secret is known by its SHA-256.");
  std::memcpy(hash.data(), bytes->data(), hash.size());
  return hash;
}

Session SessionTable::as_session(const Sessions::value_type& entry) {
  const auto& [id, stored] = entry;
  const std::string_view secret{reinterpret_cast<const char*>(stored.secret.data()), stored.secret.size()};
  return {
      SessionId{encode_id(id)}, UserId{encode_id(stored.user)}, stored.role,     stored.epoch, to_hex(secret),
      stored.expires_at,        stored.stored_expiry,           stored.last_used};
}

void SessionTable::put(Session session) {
  const auto id = bytes_of(session.id.text());
  LECTERN_ASSERT(id != IdBytes{}, "A session has an id of the server's own.");
  const Stored stored{bytes_of(session.user.text()),
                      secret_bytes(session.secret_hash),
                      session.role,
                      session.epoch,
                      session.expires_at,
                      session.stored_expiry,
                      session.last_used};
  state_.with([&](State& state) {
    state.by_secret[stored.secret] = id;
    state.sessions[id] = stored;
  });
}

void SessionTable::remove(const SessionId& id) {
  state_.with([&](State& state) { remove_in(state, bytes_of(id.text())); });
}

std::vector<SessionId> SessionTable::remove_all_of(const UserId& user, const SessionId& kept) {
  const auto whose = bytes_of(user.text());
  const auto spared = bytes_of(kept.text());
  return state_.with([&](State& state) {
    std::vector<SessionId> doomed;
    for (const auto& [id, session] : state.sessions) {
      if (session.user == whose && id != spared) doomed.emplace_back(encode_id(id));
    }
    for (const auto& id : doomed) remove_in(state, bytes_of(id.text()));
    return doomed;
  });
}

void SessionTable::change(const UserId& user, http::Role role) {
  const auto whose = bytes_of(user.text());
  state_.with([&](State& state) {
    for (auto& [id, session] : state.sessions) {
      if (session.user == whose) session.role = role;
    }
  });
}

std::optional<Session> SessionTable::find(const SessionId& id) const {
  return state_.with([&](const State& state) -> std::optional<Session> {
    const auto found = state.sessions.find(bytes_of(id.text()));
    return found == state.sessions.end() ? std::nullopt : std::optional{as_session(*found)};
  });
}

std::optional<Session> SessionTable::use_by_secret(std::string_view secret_hash, Instant now,
                                                   Instant expires_at) {
  const auto secret = secret_bytes(secret_hash);
  return state_.with([&](State& state) -> std::optional<Session> {
    const auto found = state.by_secret.find(secret);
    if (found == state.by_secret.end()) return std::nullopt;
    return use_in(state, found->second, now, expires_at);
  });
}

std::optional<Session> SessionTable::use(const SessionId& id, Instant now, Instant expires_at) {
  return state_.with([&](State& state) { return use_in(state, bytes_of(id.text()), now, expires_at); });
}

std::vector<Extended> SessionTable::take_extended(Milliseconds by) {
  return state_.with([&](State& state) {
    std::vector<Extended> extended;
    for (auto& [id, session] : state.sessions) {
      if (session.expires_at - session.stored_expiry < by) continue;
      session.stored_expiry = session.expires_at;
      extended.push_back({SessionId{encode_id(id)}, session.expires_at, session.last_used});
    }
    return extended;
  });
}

void SessionTable::sweep(Instant now) {
  state_.with([&](State& state) {
    std::vector<IdBytes> dead;
    for (const auto& [id, session] : state.sessions) {
      if (session.expires_at <= now) dead.push_back(id);
    }
    for (const auto& id : dead) remove_in(state, id);
  });
}

std::optional<Session> SessionTable::use_in(State& state, const IdBytes& id, Instant now,
                                            Instant expires_at) {
  const auto found = state.sessions.find(id);
  if (found == state.sessions.end() || found->second.expires_at <= now) return std::nullopt;
  found->second.expires_at = std::max(found->second.expires_at, expires_at);
  found->second.last_used = std::max(found->second.last_used, now);
  return as_session(*found);
}

void SessionTable::remove_in(State& state, const IdBytes& id) {
  const auto found = state.sessions.find(id);
  if (found == state.sessions.end()) return;
  state.by_secret.erase(found->second.secret);
  state.sessions.erase(found);
}

}  // namespace lectern::lms
