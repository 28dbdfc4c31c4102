// A media child that goes wrong as told by its one argument, inside the sandbox, where a broken decoder would
// be.

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>
#include <vector>

#include "base/error.h"
#include "transcoder/worker_main.h"

namespace {

/// Said where the wall did not hold: the tests look for it.
void report_escape(const char* what) {
  std::fprintf(stderr, "ESCAPED %s\n", what);
  std::fflush(stderr);
}

void segfault() {
  std::raise(SIGSEGV);
}

void abort_now() {
  std::abort();
}

void hang() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours{1});
}

void chatter() {
  for (;;) {
    std::printf("{\"type\":\"progress\",\"fraction\":0,\"speed\":1,\"seconds_left\":1}\n");
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

void spin() {
  static volatile bool is_over = false;
  while (!is_over) {
  }
}

void eat_memory() {
  std::vector<std::vector<char>> hoard;
  for (;;) hoard.emplace_back(64UL << 20, 'x');
}

void fill_disk() {
  const int file = open("bomb", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::vector<char> block(1UL << 20);
  for (int i = 0; i < 64; ++i) {
    if (write(file, block.data(), block.size()) < 0) {
      throw lectern::Error(lectern::ErrorCode::StorageFull, "A file grew beyond its limit.",
                           std::strerror(errno));
    }
  }
  report_escape("file size");
}

void connect_out() {
  const int out = socket(AF_INET, SOCK_STREAM, 0);
  if (out >= 0) report_escape("socket");
}

void execute() {
  execl("/bin/true", "true", nullptr);
  report_escape("exec");
}

void fork_away() {
  if (fork() >= 0) report_escape("fork");
}

void trace() {
  ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
  report_escape("ptrace");
}

void read_passwords() {
  if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0) report_escape("open /etc/passwd");
  throw lectern::Error(lectern::ErrorCode::Unsupported, "It could not be opened.");
}

void write_outside() {
  if (open("../outside", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0) report_escape("write outside");
  throw lectern::Error(lectern::ErrorCode::Unsupported, "It could not be written.");
}

void run_code() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page != MAP_FAILED) report_escape("executable memory");
}

void kill_parent() {
  kill(getppid(), SIGUSR2);
  report_escape("kill");
}

void talk_nonsense() {
  std::printf("not json at all\n{\"type\":\"erase everything\"}\n%s\n", std::string(200'000, 'x').c_str());
  std::fflush(stdout);
}

struct Fault {
  std::string_view name;
  void (*happen)();
};
constexpr std::array kFaults = {
    Fault{"segfault", segfault},
    Fault{"abort", abort_now},
    Fault{"hang", hang},
    Fault{"chatter", chatter},
    Fault{"spin", spin},
    Fault{"eat-memory", eat_memory},
    Fault{"fill-disk", fill_disk},
    Fault{"connect", connect_out},
    Fault{"execute", execute},
    Fault{"fork", fork_away},
    Fault{"trace", trace},
    Fault{"read-passwords", read_passwords},
    Fault{"run-code", run_code},
    Fault{"kill-parent", kill_parent},
    Fault{"write-outside", write_outside},
    Fault{"talk-nonsense", talk_nonsense},
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view wanted = argc > 1 ? argv[1] : "";
  for (const Fault& fault : kFaults) {
    if (fault.name == wanted) lectern::transcoder::media_child_main(fault.happen);
  }
  lectern::transcoder::media_child_main();
}
