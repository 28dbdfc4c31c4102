// One file to the server by tus, for forms that wait for it. Recordings go through the upload page instead.
import { ApiError, csrfHeaders, unreachable } from "@/api/client";

export interface Sending {
  done: Promise<void>;
  stop: () => void;
}

interface SendFileOptions {
  file: File;
  metadata: Record<string, string>;
  onProgress: (fraction: number) => void;
}

interface Refused {
  error?: { code?: string; message?: string };
}

function failure(error: Error & { originalResponse?: { getStatus: () => number; getBody: () => string } | null }): ApiError {
  const response = error.originalResponse;
  if (!response) return new ApiError(0, unreachable, "");
  const body = ((): Refused => {
    try {
      return JSON.parse(response.getBody()) as Refused;
    } catch {
      return {};
    }
  })();
  return new ApiError(response.getStatus(), body.error?.code ?? "unknown", body.error?.message ?? "");
}

export function sendFile({ file, metadata, onProgress }: SendFileOptions): Sending {
  const running: { stop: () => void } = { stop: () => undefined };
  const done = import("tus-js-client").then(
    ({ Upload }) =>
      new Promise<void>((resolve, reject) => {
        const upload: InstanceType<typeof Upload> = new Upload(file, {
          endpoint: "/api/v1/uploads",
          metadata: { filename: file.name, ...metadata },
          storeFingerprintForResuming: false,
          retryDelays: [500, 1000, 3000, 5000],
          onBeforeRequest: (request) => {
            for (const [name, value] of Object.entries(csrfHeaders())) request.setHeader(name, value);
          },
          onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
          onSuccess: () => resolve(),
          onError: (error) => reject(failure(error)),
        });
        running.stop = () => {
          void upload.abort(true);
          reject(new ApiError(0, "stopped", ""));
        };
        upload.start();
      }),
  );
  return { done, stop: () => running.stop() };
}
