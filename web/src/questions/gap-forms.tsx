// Gaps marked in the text: each a small question of its own, or a place for one of the words.
import { ActionIcon, Alert, Button, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Definition } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { closeGap, cutGap, lostGaps, markOf } from "@/questions/gaps";
import { numberOf, Numbers, Options, type PartProps, type Row, rowsOf, Texts, textOf } from "@/questions/parts";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

const kinds = ["short_text", "numeric", "single_choice"] as const;

/** What a gap of a kind begins as, around the words that stood there. */
function freshGap(kind: string, words: string): Row {
  if (kind === "numeric") return { kind, answers: [{ value: Number(words.replace(",", ".")) || 0, tolerance: 0, fraction: 1 }] };
  if (kind === "single_choice") return { kind, options: [{ text: words, fraction: 1 }, { text: "", fraction: 0 }] };
  return { kind, answers: [{ text: words, fraction: 1 }] };
}

/** The words of a gap, for when it goes or becomes another kind. */
function wordsOf(gap: Row): string {
  const first = [...rowsOf(gap as Definition, "answers"), ...rowsOf(gap as Definition, "options")][0] ?? {};
  return textOf(first, "text") || String(numberOf(first, "value"));
}

/** The problems of one gap, as those of a question. */
function within(wrong: PartProps["wrong"], prefix: string): Record<string, string> {
  const rows = Object.entries(wrong).filter(([path]) => path.startsWith(`${prefix}.`));
  return Object.fromEntries(rows.map(([path, message]) => [`definition${path.slice(prefix.length)}`, message]));
}

function selection(stem: PartProps["stem"]): [number, number] {
  return [stem.current?.selectionStart ?? 0, stem.current?.selectionEnd ?? 0];
}

function Lost({ text, count }: { text: string; count: number }): ReactNode {
  const { t } = useWords();
  const lost = lostGaps(text, count);
  if (lost.length === 0) return null;
  return (
    <Alert variant="outline" color="yellow" c="var(--mantine-color-text)" icon={<Icon name="warning" />}>
      {t("quizEdit.gapsLost", { gaps: lost.map(markOf).join(", ") })}
    </Alert>
  );
}

function MakeGap({ make, error }: { make: () => void; error: string | undefined }): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap={6}>
      <Group>
        {/* The field keeps its selection while the button is pressed. */}
        <Button variant="default" onMouseDown={(event) => event.preventDefault()} onClick={make}>
          {t("quizEdit.makeGap")}
        </Button>
        <Text size="sm" c="dimmed">
          {t("quizEdit.makeGapHelp")}
        </Text>
      </Group>
      {error && <Problem>{error}</Problem>}
    </Stack>
  );
}

function RemoveGap({ number, remove }: { number: number; remove: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("quizEdit.closeGap", { number })} onClick={remove}>
      <Icon name="trash" size={18} />
    </ActionIcon>
  );
}

export function ClozeGaps({ definition, change, wrong, stem }: PartProps): ReactNode {
  const { t } = useWords();
  const gaps = rowsOf(definition, "gaps");
  const set = (at: number, gap: Row) => change({ gaps: gaps.map((one, index) => (index === at ? gap : one)) });
  const make = () => {
    const [from, to] = selection(stem);
    const cut = cutGap(definition.stem, from, to, gaps.length + 1);
    change({ stem: cut.text, gaps: [...gaps, freshGap("short_text", cut.words)] });
  };
  const forms = { short_text: Texts, numeric: Numbers, single_choice: Options };
  return (
    <Stack>
      <MakeGap make={make} error={wrong["definition.gaps"]} />
      <Lost text={definition.stem} count={gaps.length} />
      {gaps.map((gap, at) => {
        const kind = kinds.find((one) => one === gap.kind) ?? "short_text";
        const Form = forms[kind];
        return (
          <Stack key={at} component="fieldset" className="lectern-quiz-item" m={0} gap="sm">
            <Group justify="space-between" align="flex-end">
              <Group align="flex-end">
                <NativeSelect
                  label={t("quiz.gap", { number: at + 1 })}
                  value={kind}
                  onChange={(event) => set(at, { ...freshGap(event.currentTarget.value, wordsOf(gap)), ...(gap.weight === undefined ? {} : { weight: gap.weight }) })}
                  data={kinds.map((value) => ({ value, label: t(`quizEdit.${value}`) }))}
                />
                <NumberInput w={110} label={t("quizEdit.weight")} min={0.01} value={numberOf(gap, "weight") === "" ? 1 : numberOf(gap, "weight")} onChange={(weight) => set(at, { ...gap, weight: Number(weight) })} />
              </Group>
              <RemoveGap number={at + 1} remove={() => change({ stem: closeGap(definition.stem, at + 1, wordsOf(gap)), gaps: gaps.filter((_, index) => index !== at) })} />
            </Group>
            <Form definition={gap as Definition} change={(fields) => set(at, { ...gap, ...fields })} wrong={within(wrong, `definition.gaps.${at}`)} stem={stem} />
          </Stack>
        );
      })}
    </Stack>
  );
}

export function WordGaps({ definition, change, wrong, stem }: PartProps): ReactNode {
  const { t } = useWords();
  const words = Array.isArray(definition.words) ? (definition.words as string[]) : [];
  const gaps = Array.isArray(definition.gaps) ? (definition.gaps as number[]) : [];
  const make = () => {
    const [from, to] = selection(stem);
    const cut = cutGap(definition.stem, from, to, gaps.length + 1);
    const known = words.indexOf(cut.words);
    const place = known >= 0 ? known : words.length;
    change({ stem: cut.text, words: known >= 0 ? words : [...words, cut.words], gaps: [...gaps, place] });
  };
  // Gaps speak of words by their place.
  const dropWord = (at: number) => change({ words: words.filter((_, index) => index !== at), gaps: gaps.map((word) => (word > at ? word - 1 : word)) });
  return (
    <Stack>
      <MakeGap make={make} error={wrong["definition.gaps"] ?? wrong["definition.words"]} />
      <Lost text={definition.stem} count={gaps.length} />
      {gaps.map((word, at) => (
        <Group key={at} align="flex-end">
          <NativeSelect
            label={t("quiz.gap", { number: at + 1 })}
            value={String(word)}
            error={wrong[`definition.gaps.${at}`]}
            onChange={(event) => change({ gaps: gaps.map((one, index) => (index === at ? Number(event.currentTarget.value) : one)) })}
            data={words.map((label, index) => ({ value: String(index), label: label || String(index + 1) }))}
          />
          <RemoveGap number={at + 1} remove={() => change({ stem: closeGap(definition.stem, at + 1, words[word] ?? ""), gaps: gaps.filter((_, index) => index !== at) })} />
        </Group>
      ))}
      <Text fw={500}>{t("quizEdit.words")}</Text>
      {words.map((word, at) => (
        <Group key={at} wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            aria-label={t("quizEdit.word", { number: at + 1 })}
            value={word}
            error={wrong[`definition.words.${at}`]}
            onChange={(event) => change({ words: words.map((one, index) => (index === at ? event.currentTarget.value : one)) })}
          />
          <Button variant="subtle" size="compact-sm" disabled={gaps.includes(at)} aria-label={t("quizEdit.removeOption", { number: at + 1 })} onClick={() => dropWord(at)}>
            ✕
          </Button>
        </Group>
      ))}
      <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} onClick={() => change({ words: [...words, ""] })}>
        {t("quizEdit.addWord")}
      </Button>
    </Stack>
  );
}
