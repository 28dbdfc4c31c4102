import { Badge } from "@mantine/core";
import type { ReactNode } from "react";
import type { CertificateProof } from "@/api/certificates";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

const icons = { valid: "check", expired: "clock", revoked: "close" } as const;

export function StateBadge({ state }: { state: CertificateProof["state"] }): ReactNode {
  const { t } = useWords();
  return (
    <Badge variant="default" leftSection={<Icon name={icons[state]} size={12} />}>
      {t(`certificate.${state}`)}
    </Badge>
  );
}
