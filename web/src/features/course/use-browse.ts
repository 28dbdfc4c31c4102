import { useSearchParams } from "wouter";
import { type Browse, type Facet, facets, type Sort, sorts } from "@/api/courses";

const keys = ["q", "sort", ...facets] as const;

/** The list's state is its address: going back and sharing work. Several values of a facet stand between commas. */
export function useBrowse() {
  const [parameters, setParameters] = useSearchParams();
  const browse: Browse = {};
  for (const key of keys) {
    const value = parameters.get(key);
    if (value) browse[key] = value;
  }
  const set = (key: (typeof keys)[number], value: string, options?: { replace: true }) =>
    setParameters((known) => {
      const next = new URLSearchParams(known);
      if (value) next.set(key, value);
      else next.delete(key);
      return next;
    }, options);
  const chosen = (facet: Facet): string[] => (browse[facet] ? browse[facet].split(",") : []);
  return {
    browse,
    chosen,
    count: facets.reduce((sum, facet) => sum + chosen(facet).length, 0),
    sort: sorts.find((sort) => sort === browse.sort) ?? ("newest" satisfies Sort),
    setWords: (words: string) => set("q", words, { replace: true }),
    setSort: (sort: string) => set("sort", sort === "newest" ? "" : sort),
    toggle: (facet: Facet, value: string) => {
      const values = chosen(facet);
      const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
      set(facet, next.join(","));
    },
    clear: () => setParameters(new URLSearchParams()),
  };
}

export type BrowseState = ReturnType<typeof useBrowse>;
