import { Button, Stack, Title } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import type { OutlineSection } from "@/api/types";
import { AutosavedText } from "@/features/editor/autosaved-text";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";

interface SectionFormProps {
  section: OutlineSection;
  edits: OutlineEdits;
  onDeleted: () => void;
}

export function SectionForm({ section, edits, onDeleted }: SectionFormProps): ReactNode {
  const { t } = useWords();
  const [asks, setAsks] = useState(false);
  const count = section.lessons.length;
  const remove = () => {
    setAsks(false);
    edits.deleteSection(section.id).then(onDeleted, () => undefined);
  };
  return (
    <Fragment>
      <Stack maw={640}>
        <Title order={2}>{section.title}</Title>
        <AutosavedText
          key={section.id}
          label={t("editor.sectionTitle")}
          field="title"
          required
          value={section.title}
          save={(title) => edits.renameSection(section, title)}
        />
        <Button
          variant="subtle"
          color="red.9"
          c="var(--mantine-color-error)"
          leftSection={<Icon name="trash" size={18} />}
          style={{ alignSelf: "start" }}
          onClick={count === 0 ? remove : () => setAsks(true)}
        >
          {t("editor.deleteSection")}
        </Button>
      </Stack>
      <Confirm
        title={t("editor.deleteAsk", { title: section.title })}
        text={t("editor.deleteSectionText", { count })}
        act={t("editor.deleteConfirm")}
        keep={t("editor.keep")}
        opened={asks}
        onConfirm={remove}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}
