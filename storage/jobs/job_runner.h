#pragma once
// Runs jobs by the table of kinds. One thread watches: it is woken by the commit that queues or cancels a
// job, claims what is due, renews leases and stops what was taken away. Each kind has its own threads for the
// handlers.

#include <memory>
#include <string>
#include <vector>

#include "storage/db/database.h"
#include "storage/jobs/job.h"

namespace lectern::jobs {

class JobRunner {
 public:
  /// `node` names this place among those that share the database, the same over restarts.
  JobRunner(storage::Database& db, std::vector<JobKind> kinds, std::string node = "main");
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;
  ~JobRunner();

  /// Ends the leases of earlier starts and begins to work.
  void start();
  /// Asks every handler to stop, waits for them, and returns their jobs to the queue. Idempotent.
  void stop();

  /// For tests, instead of start(): runs in this thread whatever is due, until nothing is.
  /// Answers how many attempts were made.
  int run_until_idle();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace lectern::jobs
