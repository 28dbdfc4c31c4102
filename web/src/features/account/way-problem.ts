const reasons = [
  "denied",
  "expired",
  "not_linked",
  "no_email",
  "linked_elsewhere",
  "linked_already",
  "unavailable",
  "disabled",
  "failed",
] as const;

/** The words for a reason that came in the address; nothing for anything else that may stand there. */
export function problemWords(reason: string | null): `ways.${(typeof reasons)[number]}` | null {
  const known = reasons.find((one) => one === reason);
  return known ? `ways.${known}` : null;
}
