import { useEffect, useRef } from "react";
import { isTaken, type KeyAct, keyAct } from "@/features/watch/keyboard";

/** Keys work on the whole page, except where something else has them. */
export function usePlayerKeys(act: (act: KeyAct) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event.key, event.target)) return;
      const wish = keyAct(event);
      if (!wish) return;
      event.preventDefault();
      latest.current(wish);
    };
    window.addEventListener("keydown", keyDown);
    return () => window.removeEventListener("keydown", keyDown);
  }, []);
}
