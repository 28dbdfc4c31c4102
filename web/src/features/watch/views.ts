import { recall, remember } from "@/lib/storage";

export type ViewLayout = "main" | "side" | "inset";

export function keptLayout(): ViewLayout {
  const kept = recall("view-layout");
  return kept === "main" || kept === "inset" ? kept : "side";
}

export function keepLayout(layout: ViewLayout): void {
  remember("view-layout", layout);
}
