// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { isTaken, keyAct, keyRows } from "@/features/watch/keyboard";
import { en } from "@/i18n/en";

const press = (key: string, held: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) =>
  keyAct({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

const element = (html: string): HTMLElement => {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder.firstElementChild as HTMLElement;
};

describe("keys", () => {
  it.each([
    ["j", { do: "seek-by", seconds: -10 }],
    ["K", { do: "toggle-play" }],
    ["l", { do: "seek-by", seconds: 10 }],
    ["ArrowRight", { do: "seek-by", seconds: 5 }],
    ["7", { do: "seek-to", fraction: 0.7 }],
    [">", { do: "speed", by: 1 }],
    [".", { do: "frame", by: 1 }],
    ["?", { do: "help" }],
    ["F", { do: "toggle-fullscreen" }],
  ])("%s does what people expect", (key, act) => expect(press(key)).toEqual(act));

  it("leaves other keys and the browser's own combinations alone", () => {
    expect(press("q")).toBeNull();
    expect(press("c", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("l", { metaKey: true })).toBeNull();
  });

  it("are each in the table once, and each explained", () => {
    const all = keyRows.flatMap((row) => row.keys);
    expect(new Set(all).size).toBe(all.length);
    for (const row of keyRows) expect(en.keys[row.words]).toBeTruthy();
  });
});

describe("keys that belong to what has the focus", () => {
  it.each([
    ["typing", "k", "<input>", true],
    ["a text area", "k", "<textarea></textarea>", true],
    ["space on a button", " ", "<button></button>", true],
    ["a letter on a button", "k", "<button></button>", false],
    ["arrows on a slider", "ArrowLeft", "<media-time-range></media-time-range>", true],
    ["a letter on a slider", "k", "<media-time-range></media-time-range>", false],
    ["the page", " ", "<div></div>", false],
  ])("%s", (_name, key, html, taken) => expect(isTaken(key, element(html))).toBe(taken));
});
