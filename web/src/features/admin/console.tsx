import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { usePermissions } from "@/features/admin/use-permissions";
import { consolePages } from "@/features/admin/pages";
import { useWords } from "@/i18n/use-words";
import { Page } from "@/ui/page";
import "@/features/admin/console.css";

interface ConsoleProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Every page of the console: the way to the others that one may see, then the page. */
export function Console({ title, lead, actions, children }: ConsoleProps): ReactNode {
  const { t } = useWords();
  const [here] = useLocation();
  const allowed = usePermissions();
  return (
    <Page title={title} lead={lead} actions={actions} width="wide">
      <nav aria-label={t("console.sections")} className="lectern-console-nav">
        {consolePages
          .filter((page) => allowed.includes(page.needs))
          .map((page) => (
            <Link key={page.path} href={page.path} aria-current={here === page.path ? "page" : undefined}>
              {t(page.words)}
            </Link>
          ))}
      </nav>
      {children}
    </Page>
  );
}

/** A term and what it is, for facts in tiles and drawers. */
export function Fact({ term, children }: { term: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {term}
      </Text>
      <Text component="dd" m={0} className="lectern-numbers" style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </div>
  );
}
