import { useMutation } from "@tanstack/react-query";
import { sendPicture } from "@/api/pictures";
import { useErrorWords } from "@/api/words";

/** A picture that a text shows: kept by the server in its own size, answered by its address. */
export function useTextPicture(kept: (picture: { url: string; alt: string }) => void) {
  const words = useErrorWords();
  const send = useMutation({
    mutationFn: ({ file, alt }: { file: Blob; alt: string }) => sendPicture("POST", "/pictures", file, alt),
    onSuccess: ({ urls, alt }) => kept({ url: Object.values(urls)[0] ?? "", alt }),
  });
  return {
    isBusy: send.isPending,
    problem: send.error ? words(send.error) : "",
    send: (file: Blob, alt: string) => send.mutate({ file, alt }),
  };
}
