import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Page } from "@/ui/page";
import "@/features/admin/console.css";

interface ConsoleProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Every page of the console. */
export function Console({ title, lead, actions, children }: ConsoleProps): ReactNode {
  return (
    <Page title={title} lead={lead} actions={actions} width="wide">
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
