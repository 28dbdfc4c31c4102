import type { ReactNode } from "react";
import { usePicture } from "@/api/pictures";
import { Section } from "@/features/account/parts";
import { useWords } from "@/i18n/use-words";
import { PictureField } from "@/ui/picture-field";

export function PictureSection(): ReactNode {
  const { t } = useWords();
  const picture = usePicture("/me/picture");
  return (
    <Section title={t("picture.mine")} text={t("picture.mineHint")}>
      <PictureField label={t("picture.mine")} {...picture} shown={{ size: "256", width: 96, height: 96 }} />
    </Section>
  );
}
