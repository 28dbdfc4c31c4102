import { type ReactNode, useEffect, useRef } from "react";
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
  const navigation = useRef<HTMLElement>(null);
  // On a phone they do not all fit: the one that is shown is in sight.
  useEffect(() => {
    navigation.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  if (pages.length < 2) return null;
  return (
    <nav ref={navigation} aria-label={t("console.sections")} className="lectern-console-nav">
      {pages.map((page) => (
        <Link key={page.path} href={page.path} aria-current={here === page.path ? "page" : undefined}>
          {t(page.words)}
        </Link>
      ))}
    </nav>
  );
}
