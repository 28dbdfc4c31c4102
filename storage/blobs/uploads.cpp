#include "storage/blobs/uploads.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "base/text.h"

namespace lectern::blobs {
namespace {

namespace fs = std::filesystem;

// A sector: the disk writes it whole or not at all.
constexpr std::size_t kSlot = 512;
// What a power cut may cost at most, and what the last sync of a long upload has to wait for.
constexpr std::uint64_t kSyncEvery = std::uint64_t{32} << 20;
// Sent on their way to the disk so often, without waiting: the sync that an upload's answer waits for then
// finds little to do.
constexpr std::uint64_t kSendEvery = std::uint64_t{2} << 20;
// Bytes first, row second: so long may an upload's row come after its files.
constexpr std::chrono::minutes kRowComesWithin{10};
constexpr std::string_view kPart = ".part";
constexpr std::string_view kSynced = ".synced";

struct Record {
  std::uint64_t number = 0;
  std::string kernel_boot;
  std::uint64_t offset = 0;
};

std::string format_record(const Record& record) {
  std::string line = fmt::format("{} {} {} ", record.number, record.kernel_boot, record.offset);
  line += to_hex(sha256(line));
  line.resize(kSlot, '\n');
  return line;
}

std::optional<Record> parse_record(std::string_view slot) {
  const auto parts = split(slot.substr(0, slot.find('\n')), ' ');
  if (parts.size() != 4) return std::nullopt;
  const auto number = parse_number<std::uint64_t>(parts[0]);
  const auto offset = parse_number<std::uint64_t>(parts[2]);
  if (!number || !offset) return std::nullopt;
  const Record record{*number, std::string{parts[1]}, *offset};
  if (format_record(record) != slot) return std::nullopt;
  return record;
}

// The newer of the two slots that is whole; the beginning where there is none.
Record read_record(int fd) {
  Record newest;
  for (std::uint64_t slot = 0; slot < 2; ++slot) {
    std::string bytes(kSlot, '\0');
    bytes.resize(read_at(fd, bytes.data(), kSlot, slot * kSlot));
    const auto record = parse_record(bytes);
    if (record && record->number >= newest.number) newest = *record;
  }
  return newest;
}

std::string kernel_boot_id() {
  std::array<char, 64> text{};
  const UniqueFd fd = open_file("/proc/sys/kernel/random/boot_id", O_RDONLY);
  const std::string_view read{text.data(), read_at(fd.get(), text.data(), text.size(), 0)};
  return std::string{trim(read)};
}

void cut_file(int fd, std::uint64_t length) {
  if (::ftruncate(fd, static_cast<off_t>(length)) != 0) throw_errno("cut", "an upload");
}

// Only a hint: an error comes back with the sync.
void send_to_disk(int fd, std::uint64_t offset, std::size_t count) {
  const std::uint64_t from = offset / kSendEvery * kSendEvery;
  const std::uint64_t until = (offset + count) / kSendEvery * kSendEvery;
  if (until > from)
    ::sync_file_range(fd, static_cast<off_t>(from), static_cast<off_t>(until - from), SYNC_FILE_RANGE_WRITE);
}

}  // namespace

OpenUpload::OpenUpload(Uploads& uploads, UploadId id) : uploads_(uploads), id_(std::move(id)) {}

void OpenUpload::reopen() {
  part_ = open_file(uploads_.part_path(id_), O_RDWR);
  record_ = open_file(uploads_.record_path(id_), O_RDWR | O_CREAT);
  const Record record = read_record(record_.get());
  const std::uint64_t length = size_of(part_.get());
  records_ = record.number;
  synced_ = std::min(length, record.offset);
  // See Note: the offset on disk.
  offset_ = record.kernel_boot == uploads_.options_.kernel_boot ? length : synced_;
  if (offset_ < length) cut_file(part_.get(), offset_);
  if (record.kernel_boot != uploads_.options_.kernel_boot) record_synced(synced_);

  hash_ = uploads_.shared_.with([&](auto& shared) {
    const auto found = shared.hashes.find(id_);
    std::optional<Hash> hash;
    if (found != shared.hashes.end()) {
      hash = std::move(found->second);
      shared.hashes.erase(found);
    }
    return hash;
  });
  if (hash_ && hash_->covers != offset_) hash_.reset();
  if (offset_ == 0) hash_ = Hash{};
}

OpenUpload::~OpenUpload() {
  try {
    if (part_.is_open()) sync();
  } catch (const std::exception& error) {
    log::warning("upload_not_synced", {{"upload", id_.text()}, {"error", error.what()}});
  }
  uploads_.release(id_, std::move(hash_));
}

void OpenUpload::update_hash(std::string_view bytes) {
  if (!hash_) return;
  hash_->state.update(bytes);
  hash_->covers += bytes.size();
}

void OpenUpload::write(std::string_view block) {
  if (offset_ / kSyncEvery != (offset_ + block.size()) / kSyncEvery) uploads_.require_space(block.size());
  try {
    write_all_at(part_.get(), block, offset_);
  } catch (const Error&) {
    const std::uint64_t length = std::max(size_of(part_.get()), offset_);
    update_hash(block.substr(0, length - offset_));
    offset_ = length;
    throw;
  }
  update_hash(block);
  send_to_disk(part_.get(), offset_, block.size());
  offset_ += block.size();
  count(Counter::UploadBytes, block.size());
  if (offset_ - synced_ >= kSyncEvery) sync();
}

std::uint64_t OpenUpload::sync() {
  if (synced_ == offset_) return offset_;
  try {
    sync_data(part_.get());
  } catch (const Error&) {
    // The kernel reports this once and then takes the pages for clean: what they hold can no longer be
    // trusted.
    cut_to(synced_);
    throw;
  }
  record_synced(offset_);
  return offset_;
}

void OpenUpload::record_synced(std::uint64_t offset) {
  ++records_;
  write_all_at(record_.get(), format_record({records_, uploads_.options_.kernel_boot, offset}),
               records_ % 2 * kSlot);
  sync_data(record_.get());
  synced_ = offset;
}

void OpenUpload::cut_to(std::uint64_t offset) {
  LECTERN_ASSERT(offset <= offset_, "An upload is cut back, never forward.");
  if (offset == offset_) return;
  cut_file(part_.get(), offset);
  // Before anything is appended: the record must not vouch for bytes that take the place of those it was made
  // for.
  if (offset < synced_) record_synced(offset);
  offset_ = offset;
  hash_.reset();
  if (offset_ == 0) hash_ = Hash{};
}

Uploads::Uploads(UploadsOptions options, BlobStore& store) : options_(std::move(options)), store_(store) {
  if (options_.kernel_boot.empty()) options_.kernel_boot = kernel_boot_id();
  fs::create_directories(options_.folder);
}

fs::path Uploads::part_path(const UploadId& id) const {
  LECTERN_ASSERT(decode_id(id.text()).has_value(), "An upload's name is an id, so that it cannot be a path.");
  return options_.folder / (id.text() + std::string{kPart});
}

fs::path Uploads::record_path(const UploadId& id) const {
  return options_.folder / (id.text() + std::string{kSynced});
}

bool Uploads::hold(const UploadId& id) {
  return shared_.with([&](auto& shared) { return shared.held.insert(id).second; });
}

void Uploads::release(const UploadId& id, std::optional<OpenUpload::Hash> hash) {
  shared_.with([&](auto& shared) {
    if (hash) shared.hashes.insert_or_assign(id, std::move(*hash));
    shared.held.erase(id);
  });
}

void Uploads::require_space(std::uint64_t size) const {
  const std::uint64_t free = store_.free_space();
  if (free >= options_.keep_free && free - options_.keep_free >= size) return;
  throw Error(ErrorCode::StorageFull, "The server's disk is full. An administrator has to make room.",
              fmt::format("{} bytes wanted, {} free, {} kept back", size, free, options_.keep_free));
}

void Uploads::create(const UploadId& id) {
  const UniqueFd record = open_file(record_path(id), O_RDWR | O_CREAT | O_EXCL);
  write_all_at(record.get(), format_record({1, options_.kernel_boot, 0}), kSlot);
  sync_data(record.get());
  const UniqueFd part = open_file(part_path(id), O_RDWR | O_CREAT | O_EXCL);
  sync_data(part.get());
  sync_folder(options_.folder);
}

std::uint64_t Uploads::offset(const UploadId& id) {
  const BlobKey key{id.text()};
  if (!fs::exists(part_path(id)) && store_.exists(key)) return store_.size(key);
  if (const auto upload = open(id)) return upload->sync();
  // Somebody is writing: what is vouched for so far.
  return read_record(open_file(record_path(id), O_RDONLY).get()).offset;
}

std::unique_ptr<OpenUpload> Uploads::open(const UploadId& id) {
  if (!hold(id)) return nullptr;
  std::unique_ptr<OpenUpload> upload{
      new OpenUpload(*this, id)};  // Its end releases it, also where reopen() throws.
  upload->reopen();
  return upload;
}

FinishedUpload Uploads::finish(const UploadId& id) {
  FinishedUpload finished{BlobKey{id.text()}, 0, std::nullopt};
  if (fs::exists(part_path(id))) {
    const auto upload = open(id);
    if (!upload) throw Error(ErrorCode::Conflict, "This upload is still being received.");
    upload->sync();
    if (upload->hash_) finished.sha256 = upload->hash_->state.digest();
    store_.adopt(finished.key, part_path(id));
    upload->hash_.reset();
    count(Counter::UploadsFinished);
  }
  finished.size = store_.size(finished.key);
  fs::remove(record_path(id));
  return finished;
}

void Uploads::remove(const UploadId& id) {
  if (!hold(id)) return;
  const ScopeExit leave([&] { release(id, std::nullopt); });
  fs::remove(part_path(id));
  fs::remove(record_path(id));
  shared_.with([&](auto& shared) { shared.hashes.erase(id); });
}

int Uploads::sweep(const std::function<bool(const UploadId&)>& is_wanted) {
  std::set<UploadId> unwanted;
  const auto young = fs::file_time_type::clock::now() - kRowComesWithin;
  for (const auto& entry : fs::directory_iterator(options_.folder)) {
    const auto id = UploadId::parse(entry.path().stem().string());
    if (id && entry.last_write_time() < young && !is_wanted(*id)) unwanted.insert(*id);
  }
  for (const auto& id : unwanted) remove(id);
  return static_cast<int>(unwanted.size());
}

std::string hash_blob(const BlobStore& store, const BlobKey& key, const std::stop_token& stop) {
  constexpr std::size_t block_size = std::size_t{1} << 20;
  const UniqueFd file = store.open(key);
  std::vector<char> block(block_size);
  Sha256 hash;
  std::uint64_t offset = 0;
  while (const std::size_t got = read_at(file.get(), block.data(), block.size(), offset)) {
    if (stop.stop_requested())
      throw Error(ErrorCode::Cancelled, "Stopped before the file was read to its end.");
    hash.update({block.data(), got});
    offset += got;
  }
  return hash.digest();
}

}  // namespace lectern::blobs
