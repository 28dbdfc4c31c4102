import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useSearchParams } from "wouter";
import { becomeUser } from "@/api/queries";
import type { LoginAnswer } from "@/api/types";
import { safeTarget } from "@/features/account/safe-target";

/** Signed in from now on, and back to where one wanted to go. */
export function useEntry(): (answer: LoginAnswer) => void {
  const client = useQueryClient();
  const [, go] = useLocation();
  const [parameters] = useSearchParams();
  return (answer) => {
    becomeUser(client, { ...answer.user, csrf_token: answer.csrf_token });
    go(safeTarget(parameters.get("to")), { replace: true });
  };
}
