import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useMe } from "@/app/session";
import { consolePagesFor } from "@/features/admin/pages";
import { useWords } from "@/i18n/use-words";
import "@/app/console-nav.css";

/** Below the header on every page of the console: the way to the others that one may see. */
export function ConsoleNavigation(): ReactNode {
  const { t } = useWords();
  const me = useMe();
  const [here] = useLocation();
  const pages = consolePagesFor(me);
  if (pages.length < 2) return null;
  return (
    <nav aria-label={t("console.sections")} className="lectern-console-nav">
      {pages.map((page) => (
        <Link key={page.path} href={page.path} aria-current={here === page.path ? "page" : undefined}>
          {t(page.words)}
        </Link>
      ))}
    </nav>
  );
}
