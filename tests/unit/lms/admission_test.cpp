#include "lms/enrolment/admission.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using std::chrono::hours;
using Verdict = Admission::Verdict;

const Instant kNow{Milliseconds{1'767'225'600'000}};  // 2026-01-01

AdmissionFacts open_now() {
  AdmissionFacts facts;
  facts.now = kNow;
  facts.is_open = true;
  return facts;
}

TEST(Admission, AnOpenCourseHasAPlace) {
  EXPECT_EQ(admit({}, open_now(), Way::Oneself).verdict, Verdict::Place);
}

TEST(Admission, AClosedDoorIsForThoseWhoWereNotAsked) {
  auto facts = open_now();
  facts.is_open = false;
  EXPECT_EQ(admit({}, facts, Way::Oneself).verdict, Verdict::Refused);
  EXPECT_EQ(admit({}, facts, Way::Invited).verdict, Verdict::Place);
  EXPECT_EQ(admit({}, facts, Way::Brought).verdict, Verdict::Place);
}

TEST(Admission, TheWindowNamesItsDay) {
  catalog::Course course;
  course.enrolment_opens_at = kNow + hours{24};
  EXPECT_EQ(admit(course, open_now(), Way::Oneself).reason, "Enrolment opens on 2026-01-02.");
  course.enrolment_opens_at = kNow;
  EXPECT_EQ(admit(course, open_now(), Way::Oneself).verdict, Verdict::Place);
  course.enrolment_closes_at = kNow;
  EXPECT_EQ(admit(course, open_now(), Way::Oneself).reason, "Enrolment closed on 2026-01-01.");
  EXPECT_EQ(admit(course, open_now(), Way::Invited).verdict, Verdict::Place);
}

TEST(Admission, NobodyIsInvitedToWhatIsOver) {
  catalog::Course course;
  course.ends_at = kNow;
  EXPECT_EQ(admit(course, open_now(), Way::Invited).reason, "This course is over.");
  EXPECT_EQ(admit(course, open_now(), Way::Brought).verdict, Verdict::Place);
}

TEST(Admission, WhatMustComeBeforeIsNamed) {
  auto facts = open_now();
  facts.missing = {"Optics", "Waves", "Light"};
  EXPECT_EQ(admit({}, facts, Way::Oneself).reason, "Complete “Optics”, “Waves” and “Light” first.");
  EXPECT_EQ(admit({}, facts, Way::Invited).verdict, Verdict::Place);
}

TEST(Admission, APriceIsPaidFirst) {
  catalog::Course course;
  course.price = catalog::Money{4900, "EUR"};
  EXPECT_EQ(admit(course, open_now(), Way::Oneself).verdict, Verdict::Unpaid);
  auto paid = open_now();
  paid.is_paid = true;
  EXPECT_EQ(admit(course, paid, Way::Oneself).verdict, Verdict::Place);
  course.price->amount = 0;
  EXPECT_EQ(admit(course, open_now(), Way::Oneself).verdict, Verdict::Place) << "nothing is to be paid";
}

TEST(Admission, AFullCourseHasAQueue) {
  catalog::Course course;
  course.capacity = 2;
  auto facts = open_now();
  facts.taken = 1;
  EXPECT_EQ(admit(course, facts, Way::Oneself).verdict, Verdict::Place);
  facts.waiting = 1;
  EXPECT_EQ(admit(course, facts, Way::Oneself).verdict, Verdict::Queue) << "who waits comes first";
  facts = open_now();
  facts.taken = 2;
  EXPECT_EQ(admit(course, facts, Way::Invited).verdict, Verdict::Queue);
  EXPECT_EQ(admit(course, facts, Way::Brought).verdict, Verdict::Place);
}

}  // namespace
}  // namespace lectern::lms
