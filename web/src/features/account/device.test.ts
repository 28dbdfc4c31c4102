import { describe, expect, it } from "vitest";
import { deviceOf } from "@/features/account/device";

describe("deviceOf", () => {
  it("knows the usual ones, and does not take one for the other", () => {
    const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36";
    expect(deviceOf(windows)).toEqual({ browser: "Chrome", system: "Windows" });
    expect(deviceOf(`${windows} Edg/126.0`)).toEqual({ browser: "Edge", system: "Windows" });
    const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1";
    expect(deviceOf(phone)).toEqual({ browser: "Safari", system: "iOS" });
    expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")).toEqual({ browser: "Firefox", system: "Linux" });
  });

  it("says nothing of programs", () => {
    expect(deviceOf("curl/8.5")).toBeNull();
  });
});
