import { Button } from "@mantine/core";
import { type ReactNode, Suspense, useEffect } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { ErrorBoundary } from "@/app/error-boundary";
import { admits, type PageRoute, routes } from "@/app/routes";
import { SessionGate, useMe } from "@/app/session";
import { Shell } from "@/app/shell";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { PageSkeleton, useTitle } from "@/ui/page";
import { Toasts } from "@/ui/toast";

function NotFound(): ReactNode {
  const { t } = useWords();
  useTitle(t("error.notFound"));
  return (
    <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")}>
      <Button component={Link} href="/">
        {t("error.toHome")}
      </Button>
    </EmptyState>
  );
}

function Door({ route }: { route: PageRoute }): ReactNode {
  const { t } = useWords();
  const me = useMe();
  const [here] = useLocation();
  if (admits(route.who, me?.role, me?.permissions)) return <route.page />;
  if (!me) return <Redirect to={`/sign-in?to=${encodeURIComponent(here)}`} replace />;
  return <EmptyState isPage icon="warning" title={t("error.noAccess")} text={t("error.noAccessText")} />;
}

/** A new page starts at its top; going back returns to where one was, which the browser does itself. */
function ScrollToTop(): ReactNode {
  const [here] = useLocation();
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no way to clean up.
    window.scrollTo(0, 0);
  }, [here]);
  return null;
}

export function App(): ReactNode {
  const [here] = useLocation();
  return (
    <SessionGate>
      <ScrollToTop />
      <Toasts />
      <Shell>
        <ErrorBoundary key={here}>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              {routes.map((route) => (
                <Route key={route.path} path={route.path}>
                  <Door route={route} />
                </Route>
              ))}
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Shell>
    </SessionGate>
  );
}
