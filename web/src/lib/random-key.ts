/** 128 random bits as text. Not crypto.randomUUID: that needs HTTPS, and this server may be reached without. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
