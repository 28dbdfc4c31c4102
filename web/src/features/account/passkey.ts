// The browser's side of passkeys: bytes here, base64url on the wire.
import type { PasskeyOffer } from "@/api/account";

export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Browsers hide it without HTTPS, unless it is localhost. */
export function hasPasskeys(): boolean {
  return window.isSecureContext && typeof window.PublicKeyCredential === "function";
}

/** Nothing where the person thought better of it. */
export async function makePasskey(offer: PasskeyOffer): Promise<{ client_data: string; attestation: string } | null> {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(offer.challenge),
      rp: { id: offer.relying_party, name: "Lectern" },
      user: { id: toBytes(offer.user_handle), name: offer.user_name, displayName: offer.display_name },
      pubKeyCredParams: offer.algorithms.map((alg) => ({ type: "public-key" as const, alg })),
      excludeCredentials: offer.exclude.map((id) => ({ type: "public-key" as const, id: toBytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  });
  if (!(made instanceof PublicKeyCredential)) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return { client_data: toText(response.clientDataJSON), attestation: toText(response.attestationObject) };
}

export async function showPasskey(challenge: string, relyingParty: string): Promise<Record<string, string> | null> {
  const shown = await navigator.credentials.get({
    publicKey: { challenge: toBytes(challenge), rpId: relyingParty, userVerification: "required" },
  });
  if (!(shown instanceof PublicKeyCredential)) return null;
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    credential_id: toText(shown.rawId),
    client_data: toText(response.clientDataJSON),
    authenticator_data: toText(response.authenticatorData),
    signature: toText(response.signature),
  };
}

/** The person closed the browser's dialog: nothing to tell them. */
export function wasDismissed(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
}
