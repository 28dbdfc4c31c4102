#include "streamer/grants.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/error.h"
#include "storage/db/database.h"

namespace lectern::streamer {
namespace {

// A record of what somebody watched is evidence for longer than it opens a stream.
constexpr Milliseconds kKeepExpired = std::chrono::hours{24 * 90};
// Four days of six-second segments. Beyond it, delivery goes on and the bitmap stops growing.
constexpr std::uint32_t kMostSegments = 1u << 16;

const storage::Query kInsert{"playback_grant.insert", R"sql(
  INSERT INTO playback_grant (id, account_id, session_id, video_id, lesson_id, course_id, generation, allowance,
                              created_at, expires_at, revoked_at, last_seen_at, requests, bytes, delivered, reach)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, NULL, 0, 0, ?11, ?12))sql"};

const storage::Query kLiving{"playback_grant.living", R"sql(
  SELECT id, account_id, session_id, video_id, lesson_id, course_id, generation, allowance,
         created_at, expires_at, revoked_at, last_seen_at, requests, bytes, delivered, reach
    FROM playback_grant
   WHERE expires_at > ?1
   ORDER BY expires_at)sql"};

const storage::Query kRevoke{"playback_grant.revoke", R"sql(
  UPDATE playback_grant SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL)sql"};

const storage::Query kDelivered{"playback_grant.delivered", R"sql(
  UPDATE playback_grant SET last_seen_at = ?2, requests = ?3, bytes = ?4, delivered = ?5, reach = ?6
   WHERE id = ?1)sql"};

const storage::Query kPrune{"playback_grant.prune", R"sql(
  DELETE FROM playback_grant WHERE expires_at <= ?1)sql"};

storage::Bytes as_bytes(const std::vector<std::uint64_t>& words) {
  storage::Bytes bytes;
  bytes.value.reserve(words.size() * 8);
  for (const std::uint64_t word : words)
    for (int shift = 0; shift < 64; shift += 8) bytes.value += static_cast<char>((word >> shift) & 0xff);
  return bytes;
}

std::vector<std::uint64_t> as_words(const storage::Bytes& bytes) {
  std::vector<std::uint64_t> words((bytes.value.size() + 7) / 8);
  for (std::size_t i = 0; i < bytes.value.size(); ++i)
    words[i / 8] |= std::uint64_t{static_cast<std::uint8_t>(bytes.value[i])} << (i % 8 * 8);
  return words;
}

Grant as_grant(const storage::Row& row) {
  Grant grant;
  grant.id = row.get<GrantId>(0);
  grant.user = row.get<UserId>(1);
  grant.session = row.get<SessionId>(2);
  grant.video = row.get<VideoId>(3);
  grant.lesson = row.get<LessonId>(4);
  grant.course = row.get<CourseId>(5);
  grant.generation = row.get<std::uint32_t>(6);
  grant.allowance = static_cast<Allowance>(row.get<std::uint8_t>(7));
  grant.created_at = row.get<Instant>(8);
  grant.expires_at = row.get<Instant>(9);
  grant.revoked_at = row.get<std::optional<Instant>>(10);
  grant.last_seen_at = row.get<std::optional<Instant>>(11);
  grant.requests = row.get<std::uint64_t>(12);
  grant.bytes = row.get<std::uint64_t>(13);
  grant.delivered = as_words(row.get<storage::Bytes>(14));
  grant.reach = row.get<std::optional<std::uint32_t>>(15);
  return grant;
}

IdBytes key_of(const GrantId& id) {
  const auto key = decode_id(id.text());
  LECTERN_ASSERT(key.has_value(), "A grant's id comes from new_id or from GrantId::parse.");
  return *key;
}

std::string viewer_key(const Grant& grant) {
  return grant.session.text() + '/' + grant.video.text();
}

std::string lesson_key(const UserId& user, const LessonId& lesson) {
  return user.text() + '/' + lesson.text();
}

template <typename AnId>
bool fits(const std::optional<AnId>& wanted, const AnId& actual) {
  return !wanted || *wanted == actual;
}

bool matches(const GrantFilter& filter, const Grant& grant) {
  return fits(filter.user, grant.user) && fits(filter.session, grant.session) &&
         fits(filter.video, grant.video) && fits(filter.lesson, grant.lesson) &&
         fits(filter.course, grant.course);
}

std::vector<Grant> newest_first(std::vector<Grant> grants) {
  std::sort(grants.begin(), grants.end(), [](const Grant& a, const Grant& b) { return a.id > b.id; });
  return grants;
}

}  // namespace

std::uint64_t count_delivered(const Grant& grant) {
  std::uint64_t sum = 0;
  for (const std::uint64_t word : grant.delivered) sum += static_cast<std::uint64_t>(std::popcount(word));
  return sum;
}

std::size_t Grants::IdHash::operator()(const IdBytes& id) const noexcept {
  // The last bytes of an id are random; the first are the time.
  std::size_t hash = 0;
  for (std::size_t i = 8; i < id.size(); ++i) hash = (hash << 8) | id[i];
  return hash;
}

Grants::Grants(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

void Grants::put(Table& table, const IdBytes& key, Grant grant) {
  table.by_viewer[viewer_key(grant)] = key;
  if (!grant.user.empty()) table.by_lesson[lesson_key(grant.user, grant.lesson)].push_back(key);
  table.entries[key] = {std::move(grant), false};
}

void Grants::load() {
  auto living = database_.read([&](storage::Reader& db) { return db.all(kLiving, as_grant, clock_.now()); });
  table_.with([&](Table& table) {
    for (auto& grant : living) {
      const IdBytes key = key_of(grant.id);
      put(table, key, std::move(grant));
    }
  });
}

Admission Grants::admit(const PlaybackClaims& claims) {
  return admit(claims, 0);
}

Admission Grants::admit(const PlaybackClaims& claims, std::uint32_t segment) {
  const Instant now = clock_.now();
  if (claims.expires_at <= now) return Admission::Expired;
  return table_.with([&](Table& table) {
    const auto found = table.entries.find(claims.grant);
    if (found == table.entries.end() || found->second.grant.revoked_at) return Admission::Ended;
    Grant& grant = found->second.grant;
    if (grant.reach && segment > *grant.reach) return Admission::TooFar;
    grant.last_seen_at = now;
    found->second.touched = true;
    return Admission::Admitted;
  });
}

void Grants::record(const IdBytes& grant, std::uint64_t bytes) {
  table_.with([&](Table& table) {
    const auto found = table.entries.find(grant);
    if (found == table.entries.end()) return;
    ++found->second.grant.requests;
    found->second.grant.bytes += bytes;
  });
}

void Grants::record_segment(const IdBytes& grant, std::uint64_t bytes, std::uint32_t segment) {
  table_.with([&](Table& table) {
    const auto found = table.entries.find(grant);
    if (found == table.entries.end()) return;
    Grant& entry = found->second.grant;
    ++entry.requests;
    entry.bytes += bytes;
    found->second.touched = true;
    if (segment >= kMostSegments) return;
    if (entry.delivered.size() <= segment / 64) entry.delivered.resize(segment / 64 + 1);
    entry.delivered[segment / 64] |= std::uint64_t{1} << (segment % 64);
  });
}

std::uint64_t Grants::revocations() const {
  return table_.with([](const Table& table) { return table.revocations; });
}

std::optional<Grant> Grants::find_reusable(const Grant& wanted) const {
  const Instant now = clock_.now();
  return table_.with([&](const Table& table) -> std::optional<Grant> {
    const auto newest = table.by_viewer.find(viewer_key(wanted));
    if (newest == table.by_viewer.end()) return std::nullopt;
    const auto found = table.entries.find(newest->second);
    if (found == table.entries.end()) return std::nullopt;
    const Grant& grant = found->second.grant;
    const bool is_same = grant.generation == wanted.generation && grant.allowance == wanted.allowance &&
                         grant.user == wanted.user && grant.lesson == wanted.lesson &&
                         grant.course == wanted.course && grant.reach.has_value() == wanted.reach.has_value();
    const bool is_fresh = grant.expires_at - now > (grant.expires_at - grant.created_at) / 2;
    if (!is_same || !is_fresh || grant.revoked_at || grant.expires_at > wanted.expires_at)
      return std::nullopt;
    return grant;
  });
}

std::optional<Grant> Grants::issue(Grant grant, std::uint64_t revocations) {
  const IdBytes key = key_of(grant.id);
  database_.write([&](storage::Writer& db) {
    db.run(kInsert, grant.id, grant.user, grant.session, grant.video, grant.lesson, grant.course,
           grant.generation, static_cast<std::uint8_t>(grant.allowance), grant.created_at, grant.expires_at,
           storage::Bytes{}, grant.reach);
  });
  const bool is_current = table_.with([&](Table& table) {
    if (table.revocations != revocations) return false;
    put(table, key, grant);
    return true;
  });
  if (is_current) return grant;
  database_.write([&](storage::Writer& db) { db.run(kRevoke, grant.id, clock_.now()); });
  return std::nullopt;
}

std::size_t Grants::revoke(const GrantFilter& filter) {
  const Instant now = clock_.now();
  const auto ended = table_.with([&](Table& table) {
    ++table.revocations;
    std::vector<GrantId> ids;
    for (auto& [key, entry] : table.entries) {
      if (entry.grant.revoked_at || !matches(filter, entry.grant)) continue;
      entry.grant.revoked_at = now;
      ids.push_back(entry.grant.id);
    }
    return ids;
  });
  if (ended.empty()) return 0;
  database_.write([&](storage::Writer& db) {
    for (const auto& id : ended) db.run(kRevoke, id, now);
  });
  return ended.size();
}

bool Grants::revoke(const GrantId& id) {
  const Instant now = clock_.now();
  const bool is_known = table_.with([&](Table& table) {
    const auto found = table.entries.find(key_of(id));
    if (found == table.entries.end()) return false;
    ++table.revocations;
    if (!found->second.grant.revoked_at) found->second.grant.revoked_at = now;
    return true;
  });
  if (is_known) database_.write([&](storage::Writer& db) { db.run(kRevoke, id, now); });
  return is_known;
}

std::optional<Grant> Grants::find(const GrantId& id) const {
  return table_.with([&](const Table& table) -> std::optional<Grant> {
    const auto found = table.entries.find(key_of(id));
    if (found == table.entries.end()) return std::nullopt;
    return found->second.grant;
  });
}

std::vector<Grant> Grants::of_viewer(const UserId& user, const LessonId& lesson) const {
  return table_.with([&](const Table& table) {
    std::vector<Grant> found;
    const auto keys = table.by_lesson.find(lesson_key(user, lesson));
    if (keys == table.by_lesson.end()) return found;
    for (const auto& key : keys->second)
      if (const auto entry = table.entries.find(key); entry != table.entries.end())
        found.push_back(entry->second.grant);
    return found;
  });
}

void Grants::extend(const GrantId& id, std::uint32_t reach) {
  table_.with([&](Table& table) {
    const auto found = table.entries.find(key_of(id));
    if (found == table.entries.end() || !found->second.grant.reach) return;
    auto& known = *found->second.grant.reach;
    if (reach <= known) return;
    known = reach;
    found->second.touched = true;
  });
}

std::vector<Grant> Grants::of_lesson(const LessonId& lesson) const {
  return newest_first(table_.with([&](const Table& table) {
    std::vector<Grant> found;
    for (const auto& [key, entry] : table.entries)
      if (entry.grant.lesson == lesson) found.push_back(entry.grant);
    return found;
  }));
}

std::vector<Grant> Grants::living(const GrantFilter& filter) const {
  return newest_first(table_.with([&](const Table& table) {
    std::vector<Grant> found;
    for (const auto& [key, entry] : table.entries)
      if (!entry.grant.revoked_at && matches(filter, entry.grant)) found.push_back(entry.grant);
    return found;
  }));
}

void Grants::flush() {
  const auto touched = table_.with([](Table& table) {
    std::vector<Grant> grants;
    for (auto& [key, entry] : table.entries) {
      if (!std::exchange(entry.touched, false)) continue;
      grants.push_back(entry.grant);
    }
    return grants;
  });
  if (touched.empty()) return;
  database_.write([&](storage::Writer& db) {
    for (const auto& grant : touched)
      db.run(kDelivered, grant.id, grant.last_seen_at, grant.requests, grant.bytes, as_bytes(grant.delivered),
             grant.reach);
  });
}

void Grants::sweep() {
  flush();
  const Instant now = clock_.now();
  table_.with([&](Table& table) {
    std::erase_if(table.entries, [&](const auto& item) { return item.second.grant.expires_at <= now; });
    const auto is_gone = [&](const IdBytes& key) { return !table.entries.contains(key); };
    std::erase_if(table.by_viewer, [&](const auto& item) { return is_gone(item.second); });
    for (auto& [viewer, keys] : table.by_lesson) std::erase_if(keys, is_gone);
    std::erase_if(table.by_lesson, [](const auto& item) { return item.second.empty(); });
  });
  database_.write([&](storage::Writer& db) { db.run(kPrune, now - kKeepExpired); });
}

}  // namespace lectern::streamer
