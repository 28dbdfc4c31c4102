import { useDirection } from "@mantine/core";
import { useCallback } from "react";
import { speakAndRemember } from "@/i18n/start";

/** Changes the language of the page, with the direction it is written in. */
export function useSpeak(): (tag: string) => void {
  const { setDirection } = useDirection();
  return useCallback((tag) => void speakAndRemember(tag).then((language) => setDirection(language.direction)), [setDirection]);
}
