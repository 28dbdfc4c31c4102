// Certificates as the server would answer them.
import type { Certificate, CertificateDesign, CertificateProof } from "@/api/certificates";

export const certificateDesign: CertificateDesign = {
  issuing: "on_completion",
  orientation: "landscape",
  accent: "#24417f",
  language: "en",
  title: "Certificate of completion",
  opening: "This is to certify that",
  statement: "has completed the course “{course}”.",
  institution: "",
  signer: "Prof. Tess Teacher",
  signer_role: "Head of Department",
  valid_days: 730,
};

export function proof(fields: Partial<CertificateProof>): CertificateProof {
  return {
    name: "Sam Okafor",
    course_title: "Algorithms and Data Structures",
    issued_at: "2026-01-05T10:00:00Z",
    valid_until: "2028-01-05T10:00:00Z",
    revoked_at: null,
    state: "valid",
    ...fields,
  };
}

export function certificate(fields: Partial<Certificate>): Certificate {
  return {
    ...proof({}),
    id: "k1",
    code: "K7M2P-9QRST-ABCDE-FGHJK",
    check_url: "https://lectures.example.org/verify/K7M2P-9QRST-ABCDE-FGHJK",
    course_id: "c1",
    user_id: "u1",
    number: 1,
    grade: 92.5,
    by_hand: false,
    renewable: false,
    revoked_reason: "",
    ...fields,
  };
}
