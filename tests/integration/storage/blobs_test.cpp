#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "base/crypto.h"
#include "base/error.h"
#include "base/random.h"
#include "base/scope_exit.h"
#include "storage/blobs/local_blob_store.h"
#include "storage/blobs/uploads.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::blobs {
namespace {

using lectern::testing::TempFolder;
using ::testing::ElementsAre;

template <typename Function>
ErrorCode code_of(Function&& function) {
  try {
    function();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "Nothing was thrown.";
  return ErrorCode::Internal;
}

std::string content_of(const BlobStore& store, const BlobKey& key) {
  const auto fd = store.open(key);
  std::string bytes(size_of(fd.get()), '\0');
  read_at(fd.get(), bytes.data(), bytes.size(), 0);
  return bytes;
}

class BlobsTest : public ::testing::Test {
 protected:
  TempFolder folder;
  FakeClock clock;
  LocalBlobStore store{folder / "blobs"};
  BlobKey key = new_id<BlobKey>(clock);
};

TEST_F(BlobsTest, WhatIsPutIsThereUntilItIsRemoved) {
  EXPECT_FALSE(store.exists(key));
  EXPECT_EQ(code_of([&] { store.open(key); }), ErrorCode::NotFound);
  EXPECT_EQ(code_of([&] { store.size(key); }), ErrorCode::NotFound);
  store.put(key, "hello");
  EXPECT_EQ(content_of(store, key), "hello");
  EXPECT_EQ(store.size(key), 5u);
  std::vector<BlobKey> keys;
  store.each([&](const BlobInfo& blob) { keys.push_back(blob.key); });
  EXPECT_THAT(keys, ElementsAre(key));
  store.remove(key);
  store.remove(key);
  EXPECT_FALSE(store.exists(key));
}

TEST_F(BlobsTest, ABlobIsNeverChanged) {
  store.put(key, "hello");
  store.put(key, "other");
  EXPECT_EQ(content_of(store, key), "hello");
}

TEST_F(BlobsTest, AdoptingMovesTheFileItself) {
  write_file_atomically(folder / "staged", "large");
  struct stat before {
  }, after{};
  ASSERT_EQ(::stat((folder / "staged").c_str(), &before), 0);
  store.adopt(key, folder / "staged");
  EXPECT_FALSE(std::filesystem::exists(folder / "staged"));
  const auto fd = store.open(key);
  ASSERT_EQ(::fstat(fd.get(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_NO_THROW(store.adopt(key, folder / "staged"));  // Again, as after a crash.
}

class UploadsTest : public ::testing::Test {
 protected:
  UploadsOptions options(const std::string& kernel_boot = "boot-one") {
    return {folder / "uploads", 0, kernel_boot};
  }

  TempFolder folder;
  FakeClock clock;
  LocalBlobStore store{folder / "blobs"};
  Uploads uploads{options(), store};
  UploadId id = new_id<UploadId>(clock);
};

TEST_F(UploadsTest, GrowsOverSeveralRequestsAndBecomesABlobWithItsHash) {
  uploads.create(id);
  EXPECT_EQ(uploads.offset(id), 0u);
  uploads.open(id)->write("hello ");
  EXPECT_EQ(uploads.offset(id), 6u);
  uploads.open(id)->write("world");
  const auto finished = uploads.finish(id);
  EXPECT_EQ(finished.size, 11u);
  EXPECT_EQ(finished.sha256, sha256("hello world"));
  EXPECT_EQ(content_of(store, finished.key), "hello world");
  EXPECT_TRUE(std::filesystem::is_empty(folder / "uploads"));
}

TEST_F(UploadsTest, FinishingAgainAfterACrashGivesTheSameBlob) {
  uploads.create(id);
  uploads.open(id)->write("hello");
  const auto first = uploads.finish(id);
  Uploads restarted(options(), store);
  EXPECT_EQ(restarted.offset(id), 5u);
  const auto again = restarted.finish(id);
  EXPECT_EQ(again.key, first.key);
  EXPECT_EQ(again.size, 5u);
}

TEST_F(UploadsTest, AfterARestartTheHashIsComputedLaterAndIsRight) {
  uploads.create(id);
  uploads.open(id)->write("hello ");
  Uploads restarted(options(), store);
  restarted.open(id)->write("world");
  const auto finished = restarted.finish(id);
  EXPECT_FALSE(finished.sha256.has_value());
  EXPECT_EQ(hash_blob(store, finished.key), sha256("hello world"));
}

TEST_F(UploadsTest, OnlyOneRequestHoldsAnUpload) {
  uploads.create(id);
  const auto held = uploads.open(id);
  EXPECT_EQ(uploads.open(id), nullptr);
  EXPECT_EQ(code_of([&] { uploads.finish(id); }), ErrorCode::Conflict);
  held->write("unsynced");
  EXPECT_EQ(uploads.offset(id), 0u);
  held->sync();
  EXPECT_EQ(uploads.offset(id), 8u);
}

TEST_F(UploadsTest, AnUnknownUploadIsNotFoundAndStaysFree) {
  EXPECT_EQ(code_of([&] { uploads.open(id); }), ErrorCode::NotFound);
  EXPECT_EQ(code_of([&] { uploads.offset(id); }), ErrorCode::NotFound);
  uploads.create(id);
  EXPECT_NE(uploads.open(id), nullptr);
}

TEST_F(UploadsTest, ABlockWithAWrongChecksumIsCutOffAgain) {
  uploads.create(id);
  {
    const auto upload = uploads.open(id);
    upload->write("good");
    upload->sync();
    upload->write("bad");
    upload->sync();
    upload->cut_to(4);
    EXPECT_EQ(upload->offset(), 4u);
    upload->write("!");
  }
  const auto finished = uploads.finish(id);
  EXPECT_EQ(content_of(store, finished.key), "good!");
  EXPECT_FALSE(finished.sha256.has_value());
}

// Written by a process that is killed: `synced` bytes are acknowledged, `more` are not.
void write_and_die(const UploadsOptions& options, BlobStore& store, const UploadId& id) {
  lectern::testing::kill_after(1, [&](const auto& acknowledge) {
    Uploads uploads(options, store);
    uploads.create(id);
    const auto upload = uploads.open(id);
    upload->write(std::string(100'000, 'a'));
    upload->sync();
    upload->write(std::string(50'000, 'b'));
    acknowledge(1);
    ::pause();
  });
}

TEST_F(UploadsTest, AfterKill9TheOffsetIsWhatTheFileHolds) {
  write_and_die(options(), store, id);
  EXPECT_EQ(uploads.offset(id), 150'000u);
  uploads.open(id)->write("end");
  const auto finished = uploads.finish(id);
  EXPECT_EQ(content_of(store, finished.key), std::string(100'000, 'a') + std::string(50'000, 'b') + "end");
}

TEST_F(UploadsTest, AfterAPowerCutTheOffsetIsWhatWasSynced) {
  write_and_die(options("boot-one"), store, id);
  Uploads after(options("boot-two"), store);
  EXPECT_EQ(after.offset(id), 100'000u);
  EXPECT_EQ(std::filesystem::file_size(folder / "uploads" / (id.text() + ".part")), 100'000u);
  after.open(id)->write("c");
  Uploads later(options("boot-two"), store);
  EXPECT_EQ(later.offset(id), 100'001u);
}

TEST_F(UploadsTest, ATornRecordLeavesTheOneBefore) {
  uploads.create(id);
  {
    const auto upload = uploads.open(id);
    upload->write("first");
    upload->sync();
    upload->write("second");
    upload->sync();
  }
  // Three records were written: at the start in slot 1, then in slots 0 and 1. The newest is torn.
  const auto record = open_file(folder / "uploads" / (id.text() + ".synced"), O_RDWR);
  write_all_at(record.get(), "3 boot-one 999", 512);
  Uploads after(options("boot-two"), store);
  EXPECT_EQ(after.offset(id), 5u);
}

TEST_F(UploadsTest, AFullDiskKeepsWhatFitted) {
  uploads.create(id);
  auto upload = uploads.open(id);
  // A limit on file sizes stands in for the end of the disk: the write comes back short, then fails.
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100'000, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  upload->write(std::string(60'000, 'a'));
  const auto code = code_of([&] { upload->write(std::string(60'000, 'b')); });
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, old_handler);

  EXPECT_EQ(code, ErrorCode::StorageFull);
  EXPECT_EQ(upload->offset(), 100'000u);
  upload->write(std::string(20'000, 'b'));
  upload.reset();
  const auto finished = uploads.finish(id);
  EXPECT_EQ(finished.size, 120'000u);
  EXPECT_EQ(finished.sha256, sha256(std::string(60'000, 'a') + std::string(60'000, 'b')));
}

TEST_F(UploadsTest, RoomForTheDatabaseIsKept) {
  const Uploads greedy({folder / "uploads", std::uint64_t{1} << 62, "boot"}, store);
  EXPECT_EQ(code_of([&] { greedy.require_space(1); }), ErrorCode::StorageFull);
  EXPECT_NO_THROW(uploads.require_space(1));
  EXPECT_EQ(code_of([&] { uploads.require_space(~std::uint64_t{0}); }), ErrorCode::StorageFull);
}

TEST_F(UploadsTest, TheSweepRemovesWhatNobodyKnowsButNotWhatIsNew) {
  const auto wanted = new_id<UploadId>(clock), unwanted = new_id<UploadId>(clock),
             young = new_id<UploadId>(clock);
  for (const auto& one : {wanted, unwanted, young}) uploads.create(one);
  const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
  for (const auto& one : {wanted, unwanted})
    for (const auto* suffix : {".part", ".synced"})
      std::filesystem::last_write_time(folder / "uploads" / (one.text() + suffix), old);
  EXPECT_EQ(uploads.sweep([&](const UploadId& one) { return one == wanted; }), 1);
  EXPECT_EQ(uploads.offset(wanted), 0u);
  EXPECT_EQ(uploads.offset(young), 0u);
  EXPECT_EQ(code_of([&] { uploads.offset(unwanted); }), ErrorCode::NotFound);
}

TEST_F(UploadsTest, RemovingForgetsEverything) {
  uploads.create(id);
  uploads.open(id)->write("hello");
  uploads.remove(id);
  uploads.remove(id);
  EXPECT_TRUE(std::filesystem::is_empty(folder / "uploads"));
  EXPECT_EQ(code_of([&] { uploads.offset(id); }), ErrorCode::NotFound);
}

}  // namespace
}  // namespace lectern::blobs
