// Certificates from canned answers: one's own, a course's, and checking one.
import { certificate, certificateDesign, proof } from "./support/awards";
import { instructor, outline, student } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const none = { "/uploads": { items: [], next: null } };
const asStudent = { ...none, "/me": student };
const teaching = {
  ...none,
  "/me": instructor,
  "/courses/c1/outline": outline({ can_edit: true }),
  "/courses/c1/certificate-design": certificateDesign,
  "/courses/c1/certificate-pictures/logo": { picture: null },
  "/courses/c1/certificate-pictures/signature": { picture: null },
};
const nobody = { "/me": { status: 401, body: { error: { code: "unauthenticated", message: "Sign in.", fields: {} } } } };
const issued = {
  items: [certificate({}), certificate({ id: "k2", name: "محمد بن عبد الله", by_hand: true, state: "revoked", revoked_at: "2026-02-01T10:00:00Z", revoked_reason: "Copied answers" })],
  next: "k2",
};

const part = (id: string, title: string, completed: boolean) => ({ id, title, summary: "What one must know.", completed, enrolled: true });
const programme = {
  id: "p1",
  title: "Natural sciences",
  summary: "",
  description: "",
  order: "ordered",
  visibility: "public",
  price: null,
  owner: { id: "u1", name: "Ada Lovelace" },
  courses: [part("c1", "Optics", true), part("c2", "Botany", false)],
  certificate_course_id: "c1",
  can_edit: true,
  enrolled: true,
  completed: false,
  created_at: "2026-01-01T10:00:00Z",
  updated_at: "2026-01-01T10:00:00Z",
};

const pages: readonly Shown[] = [
  { name: "programme-certificate", path: "/programmes/p1", answers: { ...asStudent, "/programmes/p1": { ...programme, can_edit: false } }, sees: "Completing all of them earns a certificate" },
  {
    name: "programme-edit",
    path: "/programmes/p1",
    answers: { ...none, "/me": instructor, "/programmes/p1": programme, "/courses": { items: [], next: null } },
    sees: "Completing all of them earns a certificate",
    act: async (page) => {
      await page.getByRole("button", { name: "Edit" }).click();
      await page.getByLabel("Certificate").waitFor();
    },
  },
  { name: "certificates-none", path: "/certificates", answers: { ...asStudent, "/me/certificates": { items: [], next: null } }, sees: "No certificates yet" },
  {
    name: "certificates-mine",
    path: "/certificates",
    answers: { ...asStudent, "/me/certificates": { items: [certificate({ renewable: true }), certificate({ id: "k2", state: "expired", course_title: "Fire safety", renewable: true }), ...issued.items.slice(1)], next: null } },
    sees: "Fire safety",
  },
  { name: "certificates-design", path: "/courses/c1/certificates", answers: teaching, sees: "When is it issued?" },
  { name: "certificates-issued", path: "/courses/c1/certificates?part=issued", answers: { ...teaching, "/courses/c1/certificates": issued }, sees: "Copied answers" },
  { name: "certificates-nobody", path: "/courses/c1/certificates?part=issued", answers: { ...teaching, "/courses/c1/certificates": { items: [], next: null } }, sees: "Nobody has one yet" },
  {
    name: "certificates-revoke",
    path: "/courses/c1/certificates?part=issued",
    answers: { ...teaching, "/courses/c1/certificates": issued },
    sees: "Copied answers",
    act: async (page) => {
      await page.getByRole("button", { name: "Revoke the certificate of Sam Okafor" }).click();
      await page.getByText("Whoever checks it is told").waitFor();
    },
  },
  { name: "verify-empty", path: "/verify", answers: nobody, sees: "Code on the certificate" },
  { name: "verify-valid", path: "/verify/K7M2P-9QRST-ABCDE-FGHJK", answers: { ...nobody, "/verify/K7M2P-9QRST-ABCDE-FGHJK": proof({}) }, sees: "genuine and valid" },
  { name: "verify-expired", path: "/verify/K7M2P-9QRST-ABCDE-FGHJK", answers: { ...nobody, "/verify/K7M2P-9QRST-ABCDE-FGHJK": proof({ state: "expired" }) }, sees: "has expired" },
  {
    name: "verify-revoked",
    path: "/verify/K7M2P-9QRST-ABCDE-FGHJK",
    answers: { ...nobody, "/verify/K7M2P-9QRST-ABCDE-FGHJK": proof({ state: "revoked", revoked_at: "2026-02-01T10:00:00Z" }) },
    sees: "has been revoked",
  },
  { name: "verify-unknown", path: "/verify/NONE", answers: nobody, sees: "No certificate has this code" },
];

showEach(pages);
