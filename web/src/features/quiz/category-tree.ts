// Categories by their paths, as a tree. Pure.
import type { QuestionCategory } from "@/api/quiz";

export interface Branch {
  category: QuestionCategory;
  /** The last part of the path. */
  name: string;
  depth: number;
}

const isBelow = (path: string, above: string): boolean => path.startsWith(`${above}/`);

/** In the order of a tree, each below the nearest category that its path names. */
export function branchesOf(categories: readonly QuestionCategory[]): Branch[] {
  const sorted = [...categories].sort((one, other) => (one.name < other.name ? -1 : 1));
  const open: QuestionCategory[] = [];
  return sorted.map((category) => {
    while (open.length > 0 && !isBelow(category.name, open.at(-1)?.name ?? "")) open.pop();
    const above = open.at(-1)?.name;
    open.push(category);
    return { category, name: above ? category.name.slice(above.length + 1) : category.name, depth: open.length - 1 };
  });
}

/** Where a category may go: anywhere but itself and below itself. */
export function targetsFor(category: QuestionCategory, categories: readonly QuestionCategory[]): QuestionCategory[] {
  return categories.filter((one) => one.id !== category.id && !isBelow(one.name, category.name));
}

export const parentOf = (path: string): string => path.split("/").slice(0, -1).join("/");
export const leafOf = (path: string): string => path.split("/").at(-1) ?? path;
export const joined = (parent: string, leaf: string): string => (parent ? `${parent}/${leaf}` : leaf);
