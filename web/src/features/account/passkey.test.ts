import { describe, expect, it } from "vitest";
import { toBytes, toText } from "@/features/account/passkey";

describe("passkey bytes", () => {
  it("go to the wire and back", () => {
    const bytes = Uint8Array.from([0, 62, 63, 250, 251, 255]);
    expect(toText(bytes.buffer)).toBe("AD4_-vv_");
    expect([...toBytes("AD4_-vv_")]).toEqual([...bytes]);
  });

  it("need no padding", () => {
    expect(toText(Uint8Array.from([1]).buffer)).toBe("AQ");
    expect([...toBytes("AQ")]).toEqual([1]);
  });
});
