// The parts of one page. The address says which is shown, so that a link, a reload and going back find it again.
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";

export interface Part {
  value: string;
  label: string;
  content: ReactNode;
}

/** The first part is what an address without one shows. Only what is shown is mounted. */
export function PartTabs({ parts }: { parts: readonly [Part, ...Part[]] }): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [first] = parts;
  const shown = parts.find((part) => part.value === search.get("part")) ?? first;
  return (
    <Tabs value={shown.value} onChange={(part) => setSearch(part && part !== first.value ? { part } : {})} keepMounted={false}>
      <Tabs.List mb="lg">
        {parts.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {parts.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
