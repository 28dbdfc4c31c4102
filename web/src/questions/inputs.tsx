// What a question is answered with: one component a type. All of them work by keyboard alone.
import { ActionIcon, Checkbox, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput, VisuallyHidden } from "@mantine/core";
import { type ComponentType, type KeyboardEvent, type ReactNode } from "react";
import type { Response, ShownQuestion } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { plainText } from "@/lib/plain-text";
import { Icon } from "@/ui/icons";
import { QuestionText } from "@/questions/question-text";

export interface InputProps {
  shown: ShownQuestion;
  response: Response | null;
  /** Absent once nothing can be changed. */
  answer?: ((response: Response | null) => void) | undefined;
  label: string;
}

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : []);
/** While it is being written, an option has no words yet. */
const named = (option: string, at: number): string => option.trim() || String(at + 1);
const text = (response: Response | null): string => (typeof response?.text === "string" ? response.text : "");

function Options({ shown, response, answer, label }: InputProps): ReactNode {
  const value = typeof response?.choice === "number" ? String(response.choice) : null;
  return (
    <Radio.Group value={value} onChange={(choice) => answer?.({ choice: Number(choice) })} label={<VisuallyHidden>{label}</VisuallyHidden>}>
      <Stack gap="sm">
        {shown.options?.map((option, at) => (
          <Radio key={at} value={String(at)} disabled={!answer} label={<QuestionText text={named(option, at)} />} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function ManyOptions({ shown, response, answer, label }: InputProps): ReactNode {
  const chosen = numbers(response?.choices);
  const toggle = (at: number) => {
    const choices = chosen.includes(at) ? chosen.filter((one) => one !== at) : [...chosen, at].sort((a, b) => a - b);
    answer?.(choices.length > 0 ? { choices } : null);
  };
  return (
    <Stack gap="sm" role="group" aria-label={label}>
      {shown.options?.map((option, at) => (
        <Checkbox key={at} checked={chosen.includes(at)} disabled={!answer} onChange={() => toggle(at)} label={<QuestionText text={named(option, at)} />} />
      ))}
    </Stack>
  );
}

function TrueFalse({ response, answer, label }: InputProps): ReactNode {
  const { t } = useWords();
  const value = typeof response?.answer === "boolean" ? String(response.answer) : null;
  return (
    <Radio.Group value={value} onChange={(said) => answer?.({ answer: said === "true" })} label={<VisuallyHidden>{label}</VisuallyHidden>}>
      <Stack gap="sm">
        <Radio value="true" disabled={!answer} label={t("quiz.true")} />
        <Radio value="false" disabled={!answer} label={t("quiz.false")} />
      </Stack>
    </Radio.Group>
  );
}

function Line({ shown, response, answer, label }: InputProps): ReactNode {
  const { t } = useWords();
  const help = shown.units?.length ? t("quiz.units", { units: shown.units.join(", ") }) : shown.variables ? t("quiz.formulaHelp", { names: shown.variables.join(", ") }) : undefined;
  return (
    <TextInput
      maw={420}
      aria-label={label}
      description={help}
      value={text(response)}
      readOnly={!answer}
      autoComplete="off"
      onChange={(event) => answer?.(event.currentTarget.value ? { text: event.currentTarget.value } : null)}
    />
  );
}

function Essay({ shown, response, answer, label }: InputProps): ReactNode {
  const { t } = useWords();
  const value = text(response) || (answer ? (shown.template ?? "") : "");
  // What was not written needs no empty page.
  if (!answer && !value) return null;
  const words = value.trim() ? value.trim().split(/\s+/).length : 0;
  return (
    <Textarea
      autosize
      minRows={8}
      aria-label={label}
      description={shown.most_words ? t("quiz.wordsOf", { count: words, most: shown.most_words }) : t("quiz.words", { count: words })}
      inputWrapperOrder={["label", "input", "description"]}
      value={value}
      readOnly={!answer}
      onChange={(event) => answer?.(event.currentTarget.value ? { text: event.currentTarget.value } : null)}
    />
  );
}

interface PickProps {
  label: string;
  choices: readonly string[];
  value: number | null;
  pick?: ((at: number | null) => void) | undefined;
  inline?: true;
}

function Pick({ label, choices, value, pick, inline }: PickProps): ReactNode {
  const { t } = useWords();
  return (
    <NativeSelect
      aria-label={label}
      disabled={!pick}
      value={value === null ? "" : String(value)}
      onChange={(event) => pick?.(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))}
      data={[{ value: "", label: t("quiz.pick") }, ...choices.map((choice, at) => ({ value: String(at), label: choice }))]}
      style={inline ? { display: "inline-block", marginInline: 4, verticalAlign: "middle" } : { flex: "1 1 200px" }}
    />
  );
}

/** A list of places of which some are still empty; nothing at all where all are. */
function placed(current: unknown, count: number, at: number, value: number | null): (number | null)[] | null {
  const known = Array.isArray(current) ? (current as (number | null)[]) : [];
  const next = Array.from({ length: count }, (_, index) => (index === at ? value : (known[index] ?? null)));
  return next.every((one) => one === null) ? null : next;
}

const at = (list: unknown, index: number): number | null => {
  const value: unknown = Array.isArray(list) ? list[index] : null;
  return typeof value === "number" ? value : null;
};

function Matching({ shown, response, answer }: InputProps): ReactNode {
  const prompts = shown.prompts ?? [];
  return (
    <Stack gap="sm">
      {prompts.map((prompt, index) => (
        <Group key={index} gap="sm" align="center">
          <div style={{ flex: "1 1 200px" }}>
            <QuestionText text={prompt} />
          </div>
          <Pick
            label={plainText(prompt)}
            choices={shown.answers ?? []}
            value={at(response?.matches, index)}
            pick={
              answer &&
              ((value) => {
                const matches = placed(response?.matches, prompts.length, index, value);
                answer(matches && { matches });
              })
            }
          />
        </Group>
      ))}
    </Stack>
  );
}

function Ordering({ shown, response, answer }: InputProps): ReactNode {
  const { t } = useWords();
  const items = shown.items ?? [];
  const given = numbers(response?.order);
  const order = given.length === items.length ? given : items.map((_, index) => index);
  const move = (from: number, to: number) => {
    if (!answer || to < 0 || to >= order.length) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    answer({ order: next });
  };
  return (
    <Stack gap={6} component="ol" style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {order.map((item, place) => (
        <Group key={item} component="li" wrap="nowrap" gap="xs" className="lectern-quiz-item">
          <Text c="dimmed" w={24} ta="end">
            {place + 1}
          </Text>
          <div style={{ flex: 1 }}>
            <QuestionText text={items[item] ?? ""} />
          </div>
          {answer && (
            <Group gap={4} wrap="nowrap">
              <ActionIcon variant="default" disabled={place === 0} aria-label={t("quiz.moveUp", { item: plainText(items[item] ?? "") })} onClick={() => move(place, place - 1)}>
                <Icon name="up" size={18} />
              </ActionIcon>
              <ActionIcon variant="default" disabled={place === order.length - 1} aria-label={t("quiz.moveDown", { item: plainText(items[item] ?? "") })} onClick={() => move(place, place + 1)}>
                <Icon name="down" size={18} />
              </ActionIcon>
            </Group>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function DragWords({ shown, response, answer }: InputProps): ReactNode {
  const { t } = useWords();
  const count = typeof shown.gaps === "number" ? shown.gaps : 0;
  return (
    <QuestionText
      text={shown.stem}
      gap={(number) => (
        <Pick
          inline
          label={t("quiz.gap", { number })}
          choices={shown.words ?? []}
          value={at(response?.gaps, number - 1)}
          pick={
            answer &&
            ((value) => {
              const gaps = placed(response?.gaps, count, number - 1, value);
              answer(gaps && { gaps });
            })
          }
        />
      )}
    />
  );
}

function Cloze({ shown, response, answer }: InputProps): ReactNode {
  const { t } = useWords();
  const gaps = Array.isArray(shown.gaps) ? shown.gaps : [];
  const given = Array.isArray(response?.gaps) ? (response.gaps as (Response | null)[]) : [];
  const fill = (index: number, value: Response | null) => {
    const next = gaps.map((_, at) => (at === index ? value : (given[at] ?? null)));
    answer?.(next.every((one) => one === null) ? null : { gaps: next });
  };
  return (
    <QuestionText
      text={shown.stem}
      gap={(number) => {
        const gap = gaps[number - 1];
        const own = given[number - 1] ?? null;
        if (!gap) return null;
        if (gap.options)
          return (
            <Pick
              inline
              label={t("quiz.gap", { number })}
              choices={gap.options}
              value={typeof own?.choice === "number" ? own.choice : null}
              pick={answer && ((choice) => fill(number - 1, choice === null ? null : { choice }))}
            />
          );
        return (
          <TextInput
            aria-label={t("quiz.gap", { number })}
            value={text(own)}
            readOnly={!answer}
            autoComplete="off"
            style={{ display: "inline-block", width: 160, marginInline: 4, verticalAlign: "middle" }}
            onChange={(event) => fill(number - 1, event.currentTarget.value ? { text: event.currentTarget.value } : null)}
          />
        );
      }}
    />
  );
}

function Hotspot({ shown, response, answer, label }: InputProps): ReactNode {
  const { t } = useWords();
  const x = typeof response?.x === "number" ? response.x : null;
  const y = typeof response?.y === "number" ? response.y : null;
  const put = (nextX: number, nextY: number) => answer?.({ x: Math.min(1, Math.max(0, nextX)), y: Math.min(1, Math.max(0, nextY)) });
  const steps: Record<string, [number, number]> = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    put((x ?? 0.5) + step[0], (y ?? 0.5) + step[1]);
  };
  return (
    <Stack gap={6}>
      <button
        type="button"
        className="lectern-quiz-hotspot"
        disabled={!answer}
        aria-label={t("quiz.hotspot", { label, picture: shown.picture_text ?? "" })}
        onKeyDown={press}
        onClick={(event) => {
          if (event.detail === 0) return;
          const box = event.currentTarget.getBoundingClientRect();
          put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
        }}
      >
        <img src={shown.picture} alt={shown.picture_text} />
        {x !== null && y !== null && <span className="lectern-quiz-mark" style={{ left: `${x * 100}%`, top: `${y * 100}%` }} />}
      </button>
      {answer && (
        <Text size="sm" c="dimmed">
          {t("quiz.hotspotHelp")}
        </Text>
      )}
    </Stack>
  );
}

const inputs: Record<string, ComponentType<InputProps>> = {
  single_choice: Options,
  multiple_choice: ManyOptions,
  true_false: TrueFalse,
  numeric: Line,
  short_text: Line,
  calculated: Line,
  formula: Line,
  essay: Essay,
  matching: Matching,
  ordering: Ordering,
  cloze: Cloze,
  drag_words: DragWords,
  hotspot: Hotspot,
};

/** Types whose text holds the places to fill in. */
const fillsStem = new Set(["cloze", "drag_words"]);

export function QuestionBody(props: InputProps): ReactNode {
  const Input = inputs[props.shown.type];
  return (
    <Stack gap="md">
      {!fillsStem.has(props.shown.type) && <QuestionText text={props.shown.stem} />}
      {Input && <Input {...props} />}
    </Stack>
  );
}
