// Pictures of people and courses, and in texts: sent as they are, answered in the sizes that the server made.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { address, api, ApiError, csrfHeaders, unreachable } from "@/api/client";
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

export async function sendPicture(method: "PUT" | "POST", path: string, file: Blob, alt: string): Promise<Picture> {
  let response: Response;
  try {
    const headers = { ...csrfHeaders(), "Content-Type": "application/octet-stream" };
    response = await fetch(address(path, { alt }), { method, headers, body: file, credentials: "same-origin" });
  } catch {
    throw new ApiError(0, unreachable, "");
  }
  const body = (await response.json().catch(() => null)) as (Picture & { error?: { code: string; message: string } }) | null;
  if (response.ok && body) return body;
  throw new ApiError(response.status, body?.error?.code ?? `http_${response.status}`, body?.error?.message ?? "");
}

/** The picture that is kept there, and what `ui/picture-field` does with it. */
export function usePicture(path: string) {
  const client = useQueryClient();
  const words = useErrorWords();
  const { queryKey } = pictureQuery(path);
  const { data } = useQuery(pictureQuery(path));
  const send = useMutation({
    mutationFn: ({ file, alt }: { file: File; alt: string }) => sendPicture("PUT", path, file, alt),
    onSuccess: (kept) => client.setQueryData(queryKey, kept),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: () => client.setQueryData(queryKey, null),
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
