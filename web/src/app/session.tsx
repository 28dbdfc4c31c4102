import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { api } from "@/api/client";
import { keys, meQuery } from "@/api/queries";
import type { Me } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { isNewChoice } from "@/i18n/start";
import { useWords } from "@/i18n/use-words";
import { PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { useSpeak } from "@/ui/use-speak";

const Session = createContext<Me | null>(null);

/** Who is signed in, or null. */
export function useMe(): Me | null {
  return useContext(Session);
}

/** Keeps a language that was chosen on a page in the profile too, so that it holds on every device and in mails. */
export function useKeepLanguage(): (tag: string) => void {
  const me = useMe();
  const client = useQueryClient();
  return (language) => {
    if (!me) return;
    client.setQueryData<Me | null>(keys.me, (known) => known && { ...known, language });
    void api.patch("/me", { language }).catch(() => client.invalidateQueries({ queryKey: keys.me }));
  };
}

export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data, error, refetch } = useQuery(meQuery);
  const speak = useSpeak();
  const chosen = data?.language ?? "en";
  useEffect(() => {
    if (isNewChoice(chosen)) speak(chosen);
  }, [chosen, speak]);
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
