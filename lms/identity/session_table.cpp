#include "lms/identity/session_table.h"

#include <algorithm>

namespace lectern::lms {

void SessionTable::put(Session session) {
  state_.with([&](State& state) {
    state.by_secret[session.secret_hash] = session.id;
    const auto id = session.id;
    state.sessions[id] = std::move(session);
  });
}

void SessionTable::remove(const SessionId& id) {
  state_.with([&](State& state) { remove_in(state, id); });
}

std::vector<SessionId> SessionTable::remove_all_of(const UserId& user, const SessionId& kept) {
  return state_.with([&](State& state) {
    std::vector<SessionId> doomed;
    for (const auto& [id, session] : state.sessions) {
      if (session.user == user && id != kept) doomed.push_back(id);
    }
    for (const auto& id : doomed) remove_in(state, id);
    return doomed;
  });
}

void SessionTable::change(const UserId& user, http::Role role) {
  state_.with([&](State& state) {
    for (auto& [id, session] : state.sessions) {
      if (session.user == user) session.role = role;
    }
  });
}

std::optional<Session> SessionTable::find(const SessionId& id) const {
  return state_.with([&](const State& state) -> std::optional<Session> {
    const auto found = state.sessions.find(id);
    return found == state.sessions.end() ? std::nullopt : std::optional{found->second};
  });
}

std::optional<Session> SessionTable::use_by_secret(std::string_view secret_hash, Instant now,
                                                   Instant expires_at) {
  return state_.with([&](State& state) -> std::optional<Session> {
    const auto found = state.by_secret.find(std::string{secret_hash});
    if (found == state.by_secret.end()) return std::nullopt;
    return use_in(state, found->second, now, expires_at);
  });
}

std::optional<Session> SessionTable::use(const SessionId& id, Instant now, Instant expires_at) {
  return state_.with([&](State& state) { return use_in(state, id, now, expires_at); });
}

std::vector<Extended> SessionTable::take_extended(Milliseconds by) {
  return state_.with([&](State& state) {
    std::vector<Extended> extended;
    for (auto& [id, session] : state.sessions) {
      if (session.expires_at - session.stored_expiry < by) continue;
      session.stored_expiry = session.expires_at;
      extended.push_back({id, session.expires_at, session.last_used});
    }
    return extended;
  });
}

void SessionTable::sweep(Instant now) {
  state_.with([&](State& state) {
    std::vector<SessionId> dead;
    for (const auto& [id, session] : state.sessions) {
      if (session.expires_at <= now) dead.push_back(id);
    }
    for (const auto& id : dead) remove_in(state, id);
  });
}

std::optional<Session> SessionTable::use_in(State& state, const SessionId& id, Instant now,
                                            Instant expires_at) {
  const auto found = state.sessions.find(id);
  if (found == state.sessions.end() || found->second.expires_at <= now) return std::nullopt;
  found->second.expires_at = std::max(found->second.expires_at, expires_at);
  found->second.last_used = std::max(found->second.last_used, now);
  return found->second;
}

void SessionTable::remove_in(State& state, const SessionId& id) {
  const auto found = state.sessions.find(id);
  if (found == state.sessions.end()) return;
  state.by_secret.erase(found->second.secret_hash);
  state.sessions.erase(found);
}

}  // namespace lectern::lms
