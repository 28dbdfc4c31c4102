import { ApiError, unreachable } from "@/api/client";
import { useWords } from "@/i18n/use-words";

/** What to tell people about a failed call: the server's own sentence where it has one. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useWords();
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.unknown");
    if (error.code === unreachable) return t("error.unreachable");
    return error.message || t("error.unknown");
  };
}
