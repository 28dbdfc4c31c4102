#include "base/trace.h"

#include <gtest/gtest.h>

namespace lectern {
namespace {

constexpr std::string_view kParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(Trace, GoesOnWithAParentUnderASpanOfItsOwn) {
  const Trace trace = continue_trace(kParent, "00000000000000aa");
  EXPECT_EQ(trace.id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(traceparent_of(trace), "00-4bf92f3577b34da6a3ce929d0e0e4736-00000000000000aa-01");
  EXPECT_EQ(continue_trace("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-more", "").id, trace.id);
}

TEST(Trace, MalformedParentBeginsAnew) {
  for (const std::string_view bad : {"", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                                     "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                     "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                                     "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                                     "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                                     "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g"}) {
    const Trace trace = continue_trace(bad, new_span());
    EXPECT_NE(trace.id, "4bf92f3577b34da6a3ce929d0e0e4736") << bad;
    EXPECT_EQ(trace.id.size(), 32U);
    EXPECT_FALSE(trace.is_sampled);
  }
}

TEST(Trace, ScopeHoldsUntilItEnds) {
  EXPECT_EQ(current_traceparent(), "");
  {
    const TraceScope outer("outer");
    {
      const TraceScope inner("inner");
      EXPECT_EQ(current_traceparent(), "inner");
    }
    EXPECT_EQ(current_traceparent(), "outer");
  }
  EXPECT_EQ(current_traceparent(), "");
}

}  // namespace
}  // namespace lectern
