import { useState } from "react";
import { ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";

/** One form: busy while it is sent, the server's words beside its fields, and all others in `problem`. */
export function useSubmit() {
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (act: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await act();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const fields: Readonly<Record<string, string>> = error instanceof ApiError ? error.fields : {};
  return {
    run,
    busy,
    fields,
    problem: error !== null && Object.keys(fields).length === 0 ? words(error) : "",
    status: error instanceof ApiError ? error.status : 0,
  };
}
