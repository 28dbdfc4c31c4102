import { Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";

interface AutosavedTextProps {
  label: string;
  description?: string;
  value: string;
  field: string;
  lines?: number;
  required?: true;
  save: (value: string) => Promise<unknown>;
}

const pause = 700;

/** Saves a moment after typing stops, and on leaving the field. What was typed stays whatever the server says. */
export function AutosavedText({ label, description, value, field, lines, required, save }: AutosavedTextProps): ReactNode {
  const words = useErrorWords();
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState("");
  const known = useRef(value);
  const latest = useRef({ typed, save });
  useEffect(() => {
    latest.current = { typed, save };
  });

  useEffect(() => {
    if (known.current !== value && latest.current.typed === known.current) setTyped(value);
    known.current = value;
  }, [value]);

  const flush = () => {
    const { typed: text, save: send } = latest.current;
    if (text === known.current || (required && text.trim() === "")) return;
    const before = known.current;
    known.current = text;
    send(text).then(
      () => setProblem(""),
      (error: unknown) => {
        if (known.current === text) known.current = before;
        setProblem((error instanceof ApiError && error.fields[field]) || words(error));
      },
    );
  };
  const flushLater = useRef(flush);
  useEffect(() => {
    flushLater.current = flush;
  });
  useEffect(() => {
    const timer = setTimeout(() => flushLater.current(), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => () => flushLater.current(), []);

  const shared = {
    label,
    description,
    value: typed,
    error: problem || undefined,
    onBlur: flush,
    size: "md",
    required: required ?? false,
    withAsterisk: false,
  } as const;
  if (!lines) return <TextInput {...shared} onChange={(event) => setTyped(event.currentTarget.value)} />;
  return <Textarea {...shared} autosize minRows={lines} onChange={(event) => setTyped(event.currentTarget.value)} />;
}
