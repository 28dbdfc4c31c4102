import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { isActive } from "@/features/upload/transfer";
import { useTransfers } from "@/features/upload/use-transfers";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

/** In the header of every page while something is being uploaded: the way back to it. */
export function UploadBadge(): ReactNode {
  const { t, percent } = useWords();
  const running = useTransfers().filter(isActive);
  const first = running[0];
  if (!first) return null;
  const size = running.reduce((sum, transfer) => sum + transfer.size, 0);
  const sent = running.reduce((sum, transfer) => sum + transfer.sent, 0);
  const share = percent(size > 0 ? sent / size : 0);
  return (
    <Button
      component={Link}
      href={`/courses/${first.course}/upload`}
      variant="light"
      size="compact-md"
      leftSection={<Icon name="upload" size={16} />}
      aria-label={`${t("upload.active", { count: running.length })}: ${share}`}
      className="lectern-numbers"
    >
      {share}
    </Button>
  );
}
