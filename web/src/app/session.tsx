import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { meQuery } from "@/api/queries";
import type { Me } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const Session = createContext<Me | null>(null);

/** Who is signed in, or null. */
export function useMe(): Me | null {
  return useContext(Session);
}

export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data, error, refetch } = useQuery(meQuery);
  if (error && data === undefined)
    return (
      <main style={{ maxWidth: 640, margin: "64px auto", padding: 16 }}>
        <Problem title={t("error.title")} retry={{ words: t("error.retry"), act: () => void refetch() }}>
          {words(error)}
        </Problem>
      </main>
    );
  if (data === undefined) return <PageSkeleton />;
  return <Session value={data}>{children}</Session>;
}
