import { Button } from "@mantine/core";
import i18next from "i18next";
import { Component, type ReactNode } from "react";
import { EmptyState } from "@/ui/empty-state";

/** A page that breaks says so and offers the one thing that helps; the rest of the app stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState isPage icon="warning" title={i18next.t("error.title")} text={i18next.t("error.crash")}>
        <Button onClick={() => location.reload()}>{i18next.t("error.reload")}</Button>
      </EmptyState>
    );
  }
}
