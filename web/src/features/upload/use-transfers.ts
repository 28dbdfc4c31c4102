import { useSyncExternalStore } from "react";
import { type Transfer, transfers } from "@/features/upload/transfer";

export function useTransfers(): readonly Transfer[] {
  return useSyncExternalStore(transfers.watch, transfers.all);
}
