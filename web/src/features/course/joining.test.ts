import { describe, expect, it } from "vitest";
import type { Course } from "@/api/courses";
import { obstacleOf } from "@/features/course/joining";

const now = new Date("2026-06-01T00:00:00Z");

function course(fields: Partial<Course>): Course {
  return {
    visibility: "public",
    ends_at: null,
    enrolment_opens_at: null,
    enrolment_closes_at: null,
    prerequisites: [],
    price: null,
    ...fields,
  } as Course;
}

describe("what stands in the way of enrolling", () => {
  it("is nothing in an open course", () => {
    expect(obstacleOf(course({}), now)).toBeNull();
  });

  it("is named by its reason, what lasts longest first", () => {
    expect(obstacleOf(course({ visibility: "archived", ends_at: "2026-01-01T00:00:00Z" }), now)?.kind).toBe("archived");
    expect(obstacleOf(course({ ends_at: "2026-01-01T00:00:00Z" }), now)?.kind).toBe("ended");
    expect(obstacleOf(course({ enrolment_opens_at: "2026-07-01T00:00:00Z" }), now)?.kind).toBe("opensOn");
    expect(obstacleOf(course({ enrolment_closes_at: "2026-05-01T00:00:00Z" }), now)?.kind).toBe("closedOn");
  });

  it("is a course to be completed first, then its price", () => {
    const first = { id: "c0", title: "Basics", completed: false };
    const price = { amount: 100, currency: "EUR" };
    expect(obstacleOf(course({ prerequisites: [first], price }), now)).toEqual({ kind: "first", title: "Basics" });
    expect(obstacleOf(course({ prerequisites: [{ ...first, completed: true }], price }), now)?.kind).toBe("price");
  });
});
