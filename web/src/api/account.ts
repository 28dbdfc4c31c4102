// Accounts: what guards them, and how people come to have one.
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/api/client";
import { live } from "@/api/live";
import type { LoginAnswer, Me, Page, Role, User } from "@/api/types";

export type SignUpRule = "closed" | "invited" | "open";
export type Notice = "announcements" | "replies" | "enrolments" | "certificates" | "digest";
export type NoticeWay = "mail" | "page" | "off";

export interface SignUpRules {
  sign_up: SignUpRule;
  instructors: "never" | "approved" | "at_once";
  confirm_email: boolean;
}

export interface Account extends Me {
  username: string | null;
  requested_role: "instructor" | null;
  notify: Partial<Record<Notice, NoticeWay>>;
}

export type SignInAnswer = LoginAnswer | { state: "second_step"; challenge: string };
export type SignUpAnswer = LoginAnswer | { state: "confirmation_required"; email: string };

export interface SignUpWish {
  email: string;
  name: string;
  password: string;
  username?: string;
  role: Role;
  language: string;
  time_zone: string;
  invitation?: string;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expires_at: string;
}

export interface SessionEntry {
  id: string;
  address: string;
  user_agent: string;
  created_at: string;
  last_used_at: string;
  is_this_one: boolean;
}

export const scopes = ["read", "courses", "enrolments", "admin", "everything"] as const;
export type Scope = (typeof scopes)[number];

export interface ApiToken {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}

export interface Passkey {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

export interface PasskeyOffer {
  challenge: string;
  relying_party: string;
  user_handle: string;
  user_name: string;
  display_name: string;
  exclude: string[];
  algorithms: number[];
}

export interface DataExport {
  state: "none" | "waiting" | "ready" | "failed";
  size?: number;
  created_at?: string;
}

export interface MailStanding {
  configured: boolean;
  waiting: number;
}

export const accountKeys = {
  account: ["account"] as const,
  rules: ["sign-up-rules"] as const,
  sessions: ["account", "sessions"] as const,
  tokens: ["account", "tokens"] as const,
  passkeys: ["account", "passkeys"] as const,
  secondFactor: ["account", "second-factor"] as const,
  dataExport: ["account", "export"] as const,
  requests: ["users", "requests"] as const,
  invitations: ["invitations"] as const,
  mail: ["mail"] as const,
};

export const rulesQuery = queryOptions({ queryKey: accountKeys.rules, queryFn: () => api.get<SignUpRules>("/auth/rules") });
export const accountQuery = queryOptions({ queryKey: accountKeys.account, queryFn: () => api.get<Account>("/me") });
export const sessionsQuery = queryOptions({
  queryKey: accountKeys.sessions,
  queryFn: () => api.get<Page<SessionEntry>>("/me/sessions"),
});
export const tokensQuery = queryOptions({ queryKey: accountKeys.tokens, queryFn: () => api.get<Page<ApiToken>>("/me/tokens") });
export const passkeysQuery = queryOptions({
  queryKey: accountKeys.passkeys,
  queryFn: () => api.get<Page<Passkey>>("/me/passkeys"),
});
export const secondFactorQuery = queryOptions({
  queryKey: accountKeys.secondFactor,
  queryFn: () => api.get<{ enabled: boolean; recovery_codes_left: number }>("/me/second-factor"),
});
export const dataExportQuery = queryOptions({
  queryKey: accountKeys.dataExport,
  queryFn: () => api.get<DataExport>("/me/export"),
});
/** Keeps how far one's export is current while the component is on the page. */
export function useLiveDataExport(user: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!user) return;
    const { queryKey } = dataExportQuery;
    return live.subscribe(
      `data-exports/${user}`,
      (payload) => client.setQueryData(queryKey, payload as DataExport),
      () => void client.invalidateQueries({ queryKey }),
    );
  }, [client, user]);
}
export const requestsQuery = queryOptions({
  queryKey: accountKeys.requests,
  queryFn: () => api.get<Page<User>>("/users/requests"),
});
export const invitationsQuery = queryOptions({
  queryKey: accountKeys.invitations,
  queryFn: () => api.get<Page<Invitation>>("/invitations"),
});
export const mailQuery = queryOptions({ queryKey: accountKeys.mail, queryFn: () => api.get<MailStanding>("/admin/mail") });
