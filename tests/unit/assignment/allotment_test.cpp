#include "lms/assignment/allotment.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace lectern::lms {
namespace {

struct Class {
  std::vector<Reviewer> reviewers;
  std::vector<Reviewable> works;
};

/// Each hands in for themselves.
Class single_people(std::size_t count) {
  Class all;
  for (std::size_t at = 0; at < count; ++at) {
    all.reviewers.push_back({"p" + std::to_string(at), "", {at}, {}});
    all.works.push_back({});
  }
  return all;
}

Class groups_of(std::size_t groups, std::size_t size) {
  Class all;
  for (std::size_t group = 0; group < groups; ++group) {
    const auto name = "g" + std::to_string(group);
    all.works.push_back({name, 0});
    for (std::size_t at = 0; at < size; ++at)
      all.reviewers.push_back({name + std::to_string(at), name, {group}, {}});
  }
  return all;
}

std::map<std::size_t, int> counted(const Allotment& allotment,
                                   std::size_t (*key)(const Allotment::value_type&)) {
  std::map<std::size_t, int> counts;
  for (const auto& one : allotment) ++counts[key(one)];
  return counts;
}

std::size_t reviewer_of(const Allotment::value_type& one) {
  return one.first;
}

std::size_t work_of(const Allotment::value_type& one) {
  return one.second;
}

void expect_sound(const Class& all, const Allotment& allotment) {
  std::set<Allotment::value_type> seen;
  for (const auto& [who, work] : allotment) {
    const auto& own = all.reviewers[who].own;
    EXPECT_EQ(std::count(own.begin(), own.end(), work), 0) << "nobody reviews their own";
    EXPECT_TRUE(seen.insert({who, work}).second) << "nobody reviews the same twice";
  }
}

TEST(Allotment, EveryoneGivesAndGetsAsMany) {
  for (const std::size_t count : {4, 5, 17, 300}) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const auto all = single_people(count);
      const auto allotment = allot(all.reviewers, all.works, 3, seed);
      expect_sound(all, allotment);
      for (std::size_t at = 0; at < count; ++at) {
        EXPECT_EQ(counted(allotment, reviewer_of)[at], 3) << count << " " << seed;
        EXPECT_EQ(counted(allotment, work_of)[at], 3) << count << " " << seed;
      }
    }
  }
}

TEST(Allotment, GivesWhatThereIsInATinyClass) {
  const auto two = single_people(2);
  EXPECT_EQ(allot(two.reviewers, two.works, 3, 1), (Allotment{{0, 1}, {1, 0}}));
  const auto one = single_people(1);
  EXPECT_TRUE(allot(one.reviewers, one.works, 3, 1).empty());
  EXPECT_TRUE(allot({}, {}, 3, 1).empty());
}

TEST(Allotment, IsByChance) {
  const auto all = single_people(30);
  EXPECT_NE(allot(all.reviewers, all.works, 2, 1), allot(all.reviewers, all.works, 2, 2));
  EXPECT_EQ(allot(all.reviewers, all.works, 2, 7), allot(all.reviewers, all.works, 2, 7));
}

TEST(Allotment, NobodyReviewsTheirGroupAndGroupsGetAlike) {
  const auto all = groups_of(5, 4);
  const auto allotment = allot(all.reviewers, all.works, 2, 3);
  expect_sound(all, allotment);
  for (std::size_t at = 0; at < all.reviewers.size(); ++at) EXPECT_EQ(counted(allotment, reviewer_of)[at], 2);
  for (std::size_t at = 0; at < all.works.size(); ++at) EXPECT_EQ(counted(allotment, work_of)[at], 8);
}

TEST(Allotment, LateWorkIsGivenToWhoHasTooFew) {
  auto all = single_people(4);
  for (std::size_t at = 0; at < 3; ++at) {
    all.reviewers[at].known = {(at + 1) % 3};
    all.works[at].got = 1;
  }
  const auto allotment = allot(all.reviewers, all.works, 2, 5);
  expect_sound(all, allotment);
  EXPECT_EQ(counted(allotment, work_of)[3], 2) << "the late one gets its share from the others";
  EXPECT_EQ(counted(allotment, reviewer_of)[3], 2);
}

}  // namespace
}  // namespace lectern::lms
