// Certificates: what a course's look like, who has one, and checking one by its code.
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export const issuings = ["off", "by_hand", "on_completion"] as const;
export const orientations = ["landscape", "portrait"] as const;

export interface CertificateDesign {
  issuing: (typeof issuings)[number];
  orientation: (typeof orientations)[number];
  accent: string;
  /** BCP 47. */
  language: string;
  title: string;
  opening: string;
  statement: string;
  /** Empty: as the settings call it. */
  institution: string;
  signer: string;
  signer_role: string;
  valid_days: number | null;
}

export interface CertificateProof {
  name: string;
  course_title: string;
  issued_at: string;
  valid_until: string | null;
  revoked_at: string | null;
  state: "valid" | "expired" | "revoked";
}

export interface Certificate extends CertificateProof {
  id: string;
  code: string;
  check_url: string;
  course_id: string;
  programme_id: string | null;
  user_id: string;
  number: number;
  grade: number | null;
  by_hand: boolean;
  renewable: boolean;
  revoked_reason: string;
}

export const certificateKeys = {
  design: (course: string) => ["certificate-design", course] as const,
  ofCourse: (course: string) => ["certificates", "course", course] as const,
  mine: ["certificates", "mine"] as const,
};

const paged = { initialPageParam: "", getNextPageParam: (page: Page<Certificate>) => page.next ?? undefined };

export const designQuery = (course: string) =>
  queryOptions({ queryKey: certificateKeys.design(course), queryFn: () => api.get<CertificateDesign>(`/courses/${course}/certificate-design`) });

export const courseCertificatesQuery = (course: string) =>
  infiniteQueryOptions({
    queryKey: certificateKeys.ofCourse(course),
    queryFn: ({ pageParam }) => api.get<Page<Certificate>>(`/courses/${course}/certificates`, { after: pageParam }),
    ...paged,
  });

export const myCertificatesQuery = infiniteQueryOptions({
  queryKey: certificateKeys.mine,
  queryFn: ({ pageParam }) => api.get<Page<Certificate>>("/me/certificates", { after: pageParam }),
  ...paged,
});

export const proofQuery = (code: string) =>
  queryOptions({ queryKey: ["certificate-proof", code] as const, queryFn: () => api.get<CertificateProof>(`/verify/${encodeURIComponent(code)}`), enabled: code !== "" });

export const pdfOf = (certificate: string) => `/api/v1/certificates/${certificate}/pdf`;
export const previewOf = (course: string, format: "pdf" | "png", version = 0) => `/api/v1/courses/${course}/certificate-design/preview.${format}?v=${version}`;

export function useDesignChanges(course: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<CertificateDesign>) => api.patch<CertificateDesign>(`/courses/${course}/certificate-design`, change),
    onSuccess: (design) => client.setQueryData(certificateKeys.design(course), design),
  });
}

export function useIssuing(course: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: certificateKeys.ofCourse(course) });
  const give = useMutation({ mutationFn: (user: string) => api.post<Certificate>(`/courses/${course}/certificates`, { user_id: user }), onSuccess });
  const giveAll = useMutation({ mutationFn: () => api.post<{ issued: number }>(`/courses/${course}/certificates/issue-completed`), onSuccess });
  const revoke = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => api.post<Certificate>(`/certificates/${id}/revoke`, { reason }),
    onSuccess,
  });
  return { give, giveAll, revoke };
}

export function useRenewal() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.post<Certificate>(`/certificates/${id}/renew`), onSuccess: () => client.invalidateQueries() });
}
