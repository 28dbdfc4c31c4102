import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Language } from "@/i18n/languages";
import { readableColours, theme } from "@/ui/theme";

// A refusal does not become better by asking again; a lost connection may.
function worthRetrying(failures: number, error: unknown): boolean {
  const status = (error as { status?: number }).status ?? 0;
  return failures < 2 && (status === 0 || status >= 500);
}

export function Providers({ language, children }: { language: Language; children: ReactNode }): ReactNode {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: worthRetrying } } }),
  );
  return (
    <QueryClientProvider client={client}>
      <DirectionProvider initialDirection={language.direction} detectDirection={false}>
        <MantineProvider theme={theme} cssVariablesResolver={readableColours} defaultColorScheme="auto">
          {children}
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
