/** Names one wish to the server, however often it is sent. Works without TLS, too, where crypto.randomUUID does not. */
export function requestKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
