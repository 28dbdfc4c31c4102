import { Table } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Page } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

interface TableProps {
  label: string;
  heads: readonly string[];
  minWidth?: number;
  children: ReactNode;
}

/** A table that scrolls sideways on its own where the screen is narrow, also by keyboard. */
export function DataTable({ label, heads, minWidth = 640, children }: TableProps): ReactNode {
  return (
    <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": label } }}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              head ? <Table.Th key={head}>{head}</Table.Th> : <Table.Td key="acts" />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface ListProps<Item> {
  query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  label: string;
  heads: readonly string[];
  minWidth?: number;
  row: (item: Item) => ReactNode;
  empty: ReactNode;
}

/** One list in all its states: on its way, failed, empty, there, with more to come. */
export function DataList<Item>({ query, label, heads, minWidth, row, empty }: ListProps<Item>): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {!items && !query.error && <RowsSkeleton rows={8} height={40} />}
      {items?.length === 0 && empty}
      {items && items.length > 0 && (
        <DataTable label={label} heads={heads} {...(minWidth ? { minWidth } : {})}>
          {items.map(row)}
        </DataTable>
      )}
      <MoreButton pages={query} mt="lg" />
    </>
  );
}
