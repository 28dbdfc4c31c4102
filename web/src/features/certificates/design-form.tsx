// The look of a course's certificates: each field is saved as it is left, and the preview drawn anew.
import { Anchor, ColorInput, Group, NativeSelect, NumberInput, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type CertificateDesign, designQuery, issuings, orientations, previewOf, useDesignChanges } from "@/api/certificates";
import { ApiError } from "@/api/client";
import { usePicture } from "@/api/pictures";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { languageChoices } from "@/lib/language-names";
import { RowsSkeleton } from "@/ui/page";
import { PictureField } from "@/ui/picture-field";
import { Problem } from "@/ui/problem";

type Change = Partial<CertificateDesign>;
type TextName = "title" | "opening" | "statement" | "institution" | "signer" | "signer_role";

const shown = { size: "1200", width: 160, height: 80 };
const lengths: Record<TextName, number> = { title: 100, opening: 200, statement: 600, institution: 150, signer: 100, signer_role: 150 };

interface WordsProps {
  name: TextName;
  label: string;
  help?: string;
  design: CertificateDesign;
  problem: string | undefined;
  save: (change: Change) => void;
}

function Words({ name, label, help, design, problem, save }: WordsProps): ReactNode {
  const props = {
    label,
    description: help,
    error: problem,
    dir: "auto",
    maxLength: lengths[name],
    defaultValue: design[name],
    onBlur: (event: { currentTarget: { value: string } }) => event.currentTarget.value.trim() !== design[name] && save({ [name]: event.currentTarget.value }),
  };
  // What the server changed of its own accord, with the language, is shown at once.
  return name === "statement" ? <Textarea key={design[name]} autosize minRows={2} {...props} /> : <TextInput key={design[name]} {...props} />;
}

function Pictures({ course, onChange }: { course: string; onChange: () => void }): ReactNode {
  const { t } = useWords();
  const logo = usePicture(`/courses/${course}/certificate-pictures/logo`, onChange);
  const signature = usePicture(`/courses/${course}/certificate-pictures/signature`, onChange);
  return (
    <Stack>
      <PictureField label={t("certificate.logo")} shown={shown} {...logo} />
      <PictureField label={t("certificate.signature")} shown={shown} {...signature} />
    </Stack>
  );
}

function Fields({ design, save, problems }: { design: CertificateDesign; save: (change: Change) => void; problems: Readonly<Record<string, string>> }): ReactNode {
  const { t, language } = useWords();
  const words = (name: TextName, label: string, help?: string) => (
    <Words name={name} label={label} {...(help ? { help } : {})} design={design} problem={problems[name]} save={save} />
  );
  return (
    <Stack>
      <NativeSelect
        label={t("certificate.issuing")}
        value={design.issuing}
        onChange={(event) => save({ issuing: event.currentTarget.value as CertificateDesign["issuing"] })}
        data={issuings.map((value) => ({ value, label: t(`certificate.${value}`) }))}
      />
      <SegmentedControl
        aria-label={t("certificate.orientation")}
        style={{ alignSelf: "start" }}
        value={design.orientation}
        onChange={(value) => save({ orientation: value as CertificateDesign["orientation"] })}
        data={orientations.map((value) => ({ value, label: t(`certificate.${value}`) }))}
      />
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <NativeSelect
          label={t("certificate.language")}
          description={t("certificate.languageHelp")}
          value={design.language}
          onChange={(event) => save({ language: event.currentTarget.value })}
          data={languageChoices(language)}
        />
        <ColorInput
          label={t("certificate.accent")}
          description={design.accent}
          error={problems.accent}
          format="hex"
          withEyeDropper={false}
          withPicker={false}
          swatches={["#24417f", "#0b6b4f", "#7a1f3d", "#5b3a8e", "#8a4b08", "#2b2f36"]}
          defaultValue={design.accent}
          onChangeEnd={(accent) => accent !== design.accent && save({ accent })}
          onBlur={(event) => event.currentTarget.value !== design.accent && save({ accent: event.currentTarget.value })}
        />
      </Group>
      {words("title", t("certificate.heading"))}
      {words("opening", t("certificate.opening"))}
      {words("statement", t("certificate.statement"), t("certificate.placeholders"))}
      {words("institution", t("certificate.institution"), t("certificate.institutionHelp"))}
      {words("signer", t("certificate.signer"))}
      {words("signer_role", t("certificate.signerRole"))}
      <NumberInput
        label={t("certificate.validDays")}
        description={t("certificate.validDaysHelp")}
        error={problems.valid_days}
        min={1}
        max={36_500}
        allowDecimal={false}
        defaultValue={design.valid_days ?? ""}
        onBlur={(event) => {
          const days = event.currentTarget.value === "" ? null : Number(event.currentTarget.value);
          if (days !== design.valid_days) save({ valid_days: days });
        }}
      />
    </Stack>
  );
}

export function DesignForm({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: design, error } = useQuery(designQuery(course));
  const change = useDesignChanges(course);
  const [version, setVersion] = useState(() => Date.now());
  const again = () => setVersion(Date.now());
  const save = (part: Change) => change.mutate(part, { onSuccess: again });
  if (error) return <Problem>{words(error)}</Problem>;
  if (!design) return <RowsSkeleton rows={6} height={56} />;
  const problems = change.error instanceof ApiError ? change.error.fields : {};
  return (
    <div className="lectern-design">
      <Stack gap="xl">
        <Fields design={design} save={save} problems={problems} />
        <Pictures course={course} onChange={again} />
        {change.error && Object.keys(problems).length === 0 && <Problem>{words(change.error)}</Problem>}
      </Stack>
      <figure aria-label={t("certificate.preview")}>
        <img
          src={previewOf(course, "png", version)}
          alt={t("certificate.previewAlt")}
          style={{ aspectRatio: design.orientation === "landscape" ? "1347 / 952" : "952 / 1347" }}
        />
        <Group component="figcaption" justify="space-between" mt="xs">
          <Anchor href={previewOf(course, "pdf", version)} target="_blank" rel="noreferrer">
            {t("certificate.previewPdf")}
          </Anchor>
          <Text size="sm" c="dimmed" role="status">
            {change.isSuccess ? t("certificate.saved") : ""}
          </Text>
        </Group>
      </figure>
    </div>
  );
}
