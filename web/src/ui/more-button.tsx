// The next page of a list that is read page by page; nothing where the list has ended.
import { Button, Center, type CenterProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";

export interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** `label` where "Show more" would not say enough. */
export function MoreButton({ pages, label, mt }: { pages: Pages; label?: string } & Pick<CenterProps, "mt">): ReactNode {
  const { t } = useWords();
  if (!pages.hasNextPage) return null;
  return (
    <Center mt={mt}>
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {label ?? t("app.more")}
      </Button>
    </Center>
  );
}
