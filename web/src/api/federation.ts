// Providers of sign-ins: those on offer, one's links to them, and how they are set up.
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export interface SignInWay {
  id: string;
  name: string;
  start_url: string;
}

export interface LinkedIdentity {
  provider: string;
  email: string;
  created_at: string;
  last_used_at: string;
}

export interface ClaimRule {
  claim: string;
  value: string;
  role: "student" | "instructor" | "admin" | null;
  cohort: string;
}

export interface Provider {
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  has_secret: boolean;
  scopes: string;
  linking: "by_hand" | "verified_email";
  enabled: boolean;
  rules: ClaimRule[];
}

export interface ProviderTest {
  works: boolean;
  message: string;
  redirect_uri: string;
}

export interface DirectoryStanding {
  configured: boolean;
  url: string;
  /** Closed: it is called. Open: it failed lately, and is left alone. */
  state: string;
  calls: number;
  failures: number;
  last_error: string | null;
}

export interface DirectoryTest {
  works: boolean;
  message: string;
  detail: string | null;
}

interface List<Item> {
  items: Item[];
}

export const federationKeys = { ways: ["sign-in-ways"], identities: ["identities"], providers: ["providers"], directory: ["directory"] } as const;

export const waysQuery = queryOptions({
  queryKey: federationKeys.ways,
  queryFn: async () => (await api.get<List<SignInWay>>("/auth/providers")).items,
  staleTime: 60_000,
});

export const identitiesQuery = queryOptions({
  queryKey: federationKeys.identities,
  queryFn: async () => (await api.get<List<LinkedIdentity>>("/me/identities")).items,
});

export const providersQuery = queryOptions({
  queryKey: federationKeys.providers,
  queryFn: async () => (await api.get<List<Provider>>("/identity-providers")).items,
});

export const directoryQuery = queryOptions({
  queryKey: federationKeys.directory,
  queryFn: () => api.get<DirectoryStanding>("/admin/directory"),
});

/** Leaves the page for the provider's. */
export async function linkProvider(provider: string): Promise<void> {
  const { url } = await api.post<{ url: string }>("/me/identities", { provider, next: "/account/security" });
  window.location.assign(url);
}
