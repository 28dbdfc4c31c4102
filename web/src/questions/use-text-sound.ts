import { useMutation } from "@tanstack/react-query";
import { sendSound, type Sound } from "@/api/sounds";
import { useErrorWords } from "@/api/words";

/** A sound that a text plays: kept by the server once it was checked. */
export function useTextSound(kept: (sound: Sound) => void) {
  const words = useErrorWords();
  const send = useMutation({
    mutationFn: ({ file, title }: { file: Blob; title: string }) => sendSound(file, title),
    onSuccess: kept,
  });
  return {
    isBusy: send.isPending,
    problem: send.error ? words(send.error) : "",
    send: (file: Blob, title: string) => send.mutate({ file, title }),
  };
}
