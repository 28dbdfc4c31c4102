import { describe, expect, it } from "vitest";
import type { QuestionCategory } from "@/api/quiz";
import { branchesOf, targetsFor } from "@/features/quiz/category-tree";

const category = (name: string): QuestionCategory => ({ id: name, name, shared: false, foreign: false, questions: 0 });
const all = ["Optics/Lenses/Thin", "Optics", "Waves/Sound", "Optics/Lenses", "Opticians"].map(category);

describe("categories", () => {
  it("stand below the nearest that their path names", () =>
    expect(branchesOf(all).map(({ name, depth }) => `${depth} ${name}`)).toEqual(["0 Opticians", "0 Optics", "1 Lenses", "2 Thin", "0 Waves/Sound"]));
  it("go nowhere below themselves", () => expect(targetsFor(category("Optics"), all).map((one) => one.name)).toEqual(["Waves/Sound", "Opticians"]));
});
