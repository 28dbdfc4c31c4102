import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/queries";

/** What one's own roles allow. */
export function usePermissions(): readonly string[] {
  return useQuery(meQuery).data?.permissions ?? [];
}
