import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { siteQuery } from "@/api/admin";

/** The institution's colour in both schemes: white text is readable on it, the server sees to that. */
const places = {
  "--mantine-primary-color-filled": (accent: string) => accent,
  "--mantine-primary-color-filled-hover": (accent: string) => `color-mix(in srgb, ${accent} 88%, black)`,
  "--mantine-color-ink-filled": (accent: string) => accent,
  "--mantine-color-ink-filled-hover": (accent: string) => `color-mix(in srgb, ${accent} 88%, black)`,
  "--mantine-color-anchor": (accent: string) => `light-dark(${accent}, color-mix(in srgb, ${accent} 35%, white))`,
};

const ours = "#24417f";

/** What the institution calls this place; its colour is put on the page. */
export function useInstitution(): string | undefined {
  const { data } = useQuery(siteQuery);
  const accent = data?.accent ?? ours;
  useEffect(() => {
    const style = document.documentElement.style;
    for (const [place, colour] of Object.entries(places)) {
      if (accent === ours) style.removeProperty(place);
      else style.setProperty(place, colour(accent));
    }
  }, [accent]);
  return data?.name;
}
