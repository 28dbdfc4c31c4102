import type { HandInState } from "@/api/assignment";

/** As those who hand in read them. */
export const stateWords = {
  draft: "assignment.stateDraft",
  handed_in: "assignment.stateHandedIn",
  marked: "assignment.stateMarked",
  released: "assignment.stateReleased",
  returned: "assignment.stateReturned",
  superseded: "assignment.stateSuperseded",
} as const satisfies Record<HandInState, string>;
