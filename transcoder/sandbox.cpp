#include "transcoder/sandbox.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/error.h"
#include "base/file.h"
#include "base/scope_exit.h"

namespace lectern::transcoder {
namespace {

/// "nobody" and "nogroup" of every Debian.
constexpr uid_t kNobody = 65'534;
constexpr gid_t kNogroup = 65'534;
constexpr int kNiceness = 10;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

[[noreturn]] void fail(const char* doing) {
  throw Error(ErrorCode::Internal, "The sandbox could not be set up.",
              fmt::format("{}: {}", doing, std::strerror(errno)));
}

void require(bool is_done, const char* doing) {
  if (!is_done) fail(doing);
}

// --- Limits of resources
// ----------------------------------------------------------------------------------------

void limit(__rlimit_resource resource, std::uint64_t most, const char* name) {
  const rlimit both{most, most};
  require(setrlimit(resource, &both) == 0, name);
}

void set_limits(const SandboxLimits& limits) {
  if (!kIsSanitized) limit(RLIMIT_AS, limits.memory, "RLIMIT_AS");
  limit(RLIMIT_FSIZE, limits.file_size, "RLIMIT_FSIZE");
  limit(RLIMIT_CPU, static_cast<std::uint64_t>(limits.processor.count()), "RLIMIT_CPU");
  limit(RLIMIT_NOFILE, limits.descriptors, "RLIMIT_NOFILE");
  limit(RLIMIT_CORE, 0, "RLIMIT_CORE");
  std::signal(SIGXFSZ, SIG_IGN);  // write() answers EFBIG instead.
  setpriority(PRIO_PROCESS, 0, kNiceness);
}

// --- Who it runs as, and what it sees of the network
// --------------------------------------------------------------

void give_away(uid_t user, gid_t group) {
  require(chown(".", user, group) == 0, "give the folder away");
  for (const auto& entry : std::filesystem::directory_iterator(".")) {
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    require(lchown(entry.path().c_str(), user, group) == 0, "give a file away");
  }
}

void become_nobody() {
  give_away(kNobody, kNogroup);
  require(setgroups(0, nullptr) == 0, "leave the groups");
  require(setresgid(kNogroup, kNogroup, kNogroup) == 0, "change the group");
  require(setresuid(kNobody, kNobody, kNobody) == 0, "change the user");
}

bool write_once(const char* path, const std::string& text) {
  const UniqueFd file(open(path, O_WRONLY | O_CLOEXEC));
  return file.is_open() && write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

/// A network of its own, without a single device. A user who may not have one gets it inside a user
/// namespace, where the kernel allows that.
std::string leave_network() {
  if (geteuid() == 0) return unshare(CLONE_NEWNET) == 0 ? "own" : "shared";
  const uid_t user = geteuid();
  const gid_t group = getegid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return "shared";
  write_once("/proc/self/setgroups", "deny");
  write_once("/proc/self/uid_map", fmt::format("{0} {0} 1", user));
  write_once("/proc/self/gid_map", fmt::format("{0} {0} 1", group));
  return "own";
}

// --- Landlock: which files
// ------------------------------------------------------------------------------------------

// Debian 12's headers know the first two versions; the running kernel is asked which it has.
constexpr std::uint64_t kTruncate = 1ULL << 14;       // ABI 3
constexpr std::uint64_t kDeviceControl = 1ULL << 15;  // ABI 5
constexpr std::uint64_t kFirstRights = (1ULL << 13) - 1;
constexpr std::uint64_t kRefer = 1ULL << 13;  // ABI 2
constexpr std::uint64_t kTcp = 3;             // ABI 4: bind and connect
constexpr std::uint64_t kScopes = 3;          // ABI 6: abstract sockets and signals
constexpr std::uint64_t kInFolder = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                                    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                    LANDLOCK_ACCESS_FS_MAKE_REG;

struct Ruleset {
  std::uint64_t files = 0;
  std::uint64_t network = 0;
  std::uint64_t scopes = 0;
};

Ruleset rights_handled_by(long abi) {
  Ruleset rights{kFirstRights, 0, 0};
  if (abi >= 2) rights.files |= kRefer;
  if (abi >= 3) rights.files |= kTruncate;
  if (abi >= 4) rights.network = kTcp;
  if (abi >= 5) rights.files |= kDeviceControl;
  if (abi >= 6) rights.scopes = kScopes;
  return rights;
}

std::size_t size_known_to(long abi) {
  if (abi >= 6) return sizeof(Ruleset);
  return abi >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

/// Answers the version in force, 0 where the kernel has none.
long close_files() {
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi <= 0) return 0;
  const Ruleset handled = rights_handled_by(abi);
  const UniqueFd rules(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, size_known_to(abi), 0)));
  require(rules.is_open(), "make Landlock rules");
  const UniqueFd folder = open_file(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = (kInFolder | kTruncate) & handled.files;
  beneath.parent_fd = folder.get();
  require(syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0,
          "add a Landlock rule");
  require(syscall(SYS_landlock_restrict_self, rules.get(), 0) == 0, "enter Landlock");
  return abi;
}

// --- seccomp: which system calls
// ------------------------------------------------------------------------------------

constexpr std::array kAllowed = {
    // Files, by descriptors that are open and by names that Landlock lets through.
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(fcntl),
    SCMP_SYS(flock),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(fadvise64),
    SCMP_SYS(fsync),
    SCMP_SYS(fdatasync),
    SCMP_SYS(sync_file_range),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(fchmod),
    SCMP_SYS(dup),
    SCMP_SYS(copy_file_range),
    // Memory.
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(mincore),
    SCMP_SYS(membarrier),
    // Threads and waiting.
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(get_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_setaffinity),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(sched_get_priority_max),
    SCMP_SYS(sched_get_priority_min),
    SCMP_SYS(getpriority),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getcpu),
    // Signals to itself.
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(sigaltstack),
    // Asking.
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),
    // Ending.
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/// UndefinedBehaviorSanitizer asks through a pipe whether memory can be read.
constexpr std::array kAllowedToCheckers = {SCMP_SYS(pipe), SCMP_SYS(pipe2)};

struct Refusal {
  int call;
  int error;
};
/// Libraries try these and go on without them.
constexpr std::array kRefused = {
    Refusal{SCMP_SYS(ioctl), ENOTTY},
    Refusal{SCMP_SYS(clone3), ENOSYS},
    Refusal{SCMP_SYS(mkdir), EPERM},
    Refusal{SCMP_SYS(setpriority), EPERM},
    Refusal{SCMP_SYS(sched_setscheduler), EPERM},
    Refusal{SCMP_SYS(mbind), EPERM},
    Refusal{SCMP_SYS(get_mempolicy), EPERM},
    Refusal{SCMP_SYS(set_mempolicy), EPERM},
    Refusal{SCMP_SYS(futex_waitv), ENOSYS},
};

/// Says which call it was, then ends by SIGSYS as if the kernel had done it. Only calls that are safe in a
/// handler.
void on_refused_call(int, siginfo_t* info, void*) {
  std::array<char, 64> text{};
  const auto end =
      fmt::format_to_n(text.data(), text.size() - 1, "seccomp refused system call {}\n", info->si_syscall);
  [[maybe_unused]] const ssize_t written =
      write(STDERR_FILENO, text.data(), std::min(end.size, text.size() - 1));
  std::signal(SIGSYS, SIG_DFL);
  syscall(SYS_tgkill, getpid(), gettid(), SIGSYS);
}

void allow(scmp_filter_ctx filter, int call, std::initializer_list<scmp_arg_cmp> conditions = {}) {
  const int result =
      seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, static_cast<unsigned>(conditions.size()),
                             conditions.size() == 0 ? nullptr : conditions.begin());
  if (result != 0) {
    errno = -result;
    fail("add a seccomp rule");
  }
}

/// Calls of which only some uses are let through.
void allow_in_part(scmp_filter_ctx filter) {
  const auto self = static_cast<scmp_datum_t>(getpid());
  // New threads, never new processes.
  allow(filter, SCMP_SYS(clone), {SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)});
  allow(filter, SCMP_SYS(tgkill), {SCMP_A0(SCMP_CMP_EQ, self)});
  allow(filter, SCMP_SYS(kill), {SCMP_A0(SCMP_CMP_EQ, self)});
  allow(filter, SCMP_SYS(prlimit64), {SCMP_A2(SCMP_CMP_EQ, 0)});
  allow(filter, SCMP_SYS(prctl), {SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)});
  // Nothing that was written becomes code.
  allow(filter, SCMP_SYS(mmap), {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
  allow(filter, SCMP_SYS(mprotect), {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
}

void close_calls() {
  struct sigaction action {};
  action.sa_sigaction = on_refused_call;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  require(sigaction(SIGSYS, &action, nullptr) == 0, "watch SIGSYS");
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
  require(filter != nullptr, "make a seccomp filter");
  const ScopeExit release([&] { seccomp_release(filter); });
  for (const int call : kAllowed) allow(filter, call);
  if (kIsSanitized) {
    for (const int call : kAllowedToCheckers) allow(filter, call);
  }
  for (const Refusal& row : kRefused) {
    require(seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<std::uint32_t>(row.error)), row.call, 0) == 0,
            "add a seccomp rule");
  }
  allow_in_part(filter);
  const int result = seccomp_load(filter);
  if (result != 0) {
    errno = -result;
    fail("load the seccomp filter");
  }
}

}  // namespace

std::string enter_sandbox(const std::filesystem::path& folder, const SandboxLimits& limits) {
  require(chdir(folder.c_str()) == 0, "enter the package folder");
  set_limits(limits);
  const std::string network = leave_network();
  if (geteuid() == 0) become_nobody();
  // Changing the user forgets this signal, so it is set last: the child dies with the thread that started it.
  require(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "tie it to its parent");
  require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "give up privileges");
  const long landlock = close_files();
  close_calls();
  return fmt::format("user={} network={} landlock={} seccomp=on memory={}", geteuid(), network, landlock,
                     kIsSanitized ? "unlimited" : "limited");
}

void take_back(const std::filesystem::path& folder) {
  if (geteuid() != 0) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file() && !entry.is_symlink()) {
      require(lchown(entry.path().c_str(), 0, 0) == 0, "take a file back");
    }
  }
  require(lchown(folder.c_str(), 0, 0) == 0, "take the folder back");
}

}  // namespace lectern::transcoder
