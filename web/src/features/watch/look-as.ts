import { useSearchParams } from "wouter";
import type { LookAs } from "@/api/queries";

/** ?as=student in the page's address: an editor looks at the lesson as a student would. */
export function useLookAs(): LookAs {
  const [parameters] = useSearchParams();
  return parameters.get("as") === "student" ? "student" : undefined;
}
