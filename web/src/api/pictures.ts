// Pictures of people and courses, and in texts: sent as they are, answered in the sizes that the server made.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";

export interface Picture {
  alt: string;
  urls: Record<string, string>;
}

/** Where a picture is: "/me/picture", "/courses/…/cover". */
export const pictureQuery = (path: string) =>
  queryOptions({
    queryKey: ["picture", path],
    queryFn: async () => (await api.get<{ picture: Picture | null }>(path)).picture,
    staleTime: 60_000,
  });

export const sendPicture = (method: "PUT" | "POST", path: string, file: Blob, alt: string) => api.sendBytes<Picture>(method, path, file, { alt });

/** The picture that is kept there, and what `ui/picture-field` does with it. */
export function usePicture(path: string, onChange?: () => void) {
  const client = useQueryClient();
  const words = useErrorWords();
  const { queryKey } = pictureQuery(path);
  const { data } = useQuery(pictureQuery(path));
  const send = useMutation({
    mutationFn: ({ file, alt }: { file: File; alt: string }) => sendPicture("PUT", path, file, alt),
    onSuccess: (kept) => {
      client.setQueryData(queryKey, kept);
      onChange?.();
    },
  });
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: () => {
      client.setQueryData(queryKey, null);
      onChange?.();
    },
  });
  const error = send.error ?? remove.error;
  return {
    picture: data ?? null,
    isBusy: send.isPending || remove.isPending,
    problem: error ? words(error) : "",
    send: (file: File, alt: string) => send.mutate({ file, alt }),
    remove: () => remove.mutate(),
  };
}
