import { useEffect, useRef, useState } from "react";
import { ApiError } from "@/api/client";
import { sendFile, type Sending } from "@/api/send-file";

export interface SentFile {
  key: number;
  name: string;
  /** Says more of this one than all have in common. */
  metadata: Readonly<Record<string, string>>;
  fraction: number;
  error: unknown;
}

/**
 * Sends files, one after the other; each can be stopped, and a failed one stays named. The metadata says what for; each
 * that has arrived is told.
 */
export function useSendFiles(metadata: Readonly<Record<string, string>>, arrived: (metadata: Readonly<Record<string, string>>) => Promise<unknown>) {
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const running = useRef(new Map<number, Sending>());
  const count = useRef(0);
  const change = (key: number, fields: Partial<SentFile>) =>
    setFiles((known) => known.map((file) => (file.key === key ? { ...file, ...fields } : file)));
  const forget = (key: number) => setFiles((known) => known.filter((file) => file.key !== key));

  const sendOne = async (file: File, key: number, own: Readonly<Record<string, string>>) => {
    const sending = sendFile({
      file,
      metadata: { ...metadata, ...own },
      onProgress: (fraction) => change(key, { fraction }),
    });
    running.current.set(key, sending);
    try {
      await sending.done;
      forget(key);
      await arrived(own);
    } catch (error) {
      if (error instanceof ApiError && error.code === "stopped") forget(key);
      else change(key, { error });
    } finally {
      running.current.delete(key);
    }
  };

  const send = async (chosen: readonly File[], own: Readonly<Record<string, string>> = {}) => {
    const rows = chosen.map((file) => ({ file, key: (count.current += 1) }));
    setFiles((known) => [...known.filter((one) => !one.error), ...rows.map(({ file, key }) => ({ key, name: file.name, metadata: own, fraction: 0, error: null }))]);
    for (const { file, key } of rows) await sendOne(file, key, own);
  };
  const stop = (key: number) => {
    const sending = running.current.get(key);
    if (sending) sending.stop();
    else forget(key);
  };

  const isBusy = files.some((file) => !file.error);
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);
  return { files, send, stop, isBusy };
}
