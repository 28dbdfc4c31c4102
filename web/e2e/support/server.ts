// The running server, spoken to directly: what a spec needs to be there before the browser comes.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Course, Lesson, OutlineSection, Playback, Video } from "@/api/types";

export interface ServerAccess {
  url: string;
  email: string;
  password: string;
}

/** Null where no server is named: then the specs that need one say that they are skipped. */
export function serverAccess(): ServerAccess | null {
  const { LECTERN_E2E_URL: url, LECTERN_E2E_EMAIL: email, LECTERN_E2E_PASSWORD: password } = process.env;
  return url && email && password ? { url: url.replace(/\/$/, ""), email, password } : null;
}

export class Client {
  private constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn({ url, email, password }: ServerAccess): Promise<Client> {
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    return new Client(url, ((await response.json()) as { access_token: string }).access_token);
  }

  async call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : null,
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as Answer;
  }

  /** A small file as the whole body: a picture or a sound for a text. */
  async send<Answer>(path: string, file: string): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/octet-stream" },
      body: readFileSync(file),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  course(title: string): Promise<Course> {
    return this.call("POST", "/courses", { title, summary: "Made by a test." });
  }

  async lesson(course: string, title: string): Promise<Lesson> {
    const section = await this.call<OutlineSection>("POST", `/courses/${course}/sections`, { title: "Lectures" });
    return this.call("POST", `/sections/${section.id}/lessons`, { title, kind: "video" });
  }

  /** One request, as tus creation-with-upload has it. */
  async upload(lesson: string, file: string): Promise<void> {
    const bytes = readFileSync(file);
    const text = (value: string) => Buffer.from(value).toString("base64");
    const response = await fetch(`${this.url}/api/v1/uploads`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${this.token}`,
        "Tus-Resumable": "1.0.0",
        "Upload-Length": String(bytes.length),
        "Upload-Metadata": `filename ${text(basename(file))},lesson_id ${text(lesson)}`,
        "Content-Type": "application/offset+octet-stream",
      },
      body: bytes,
    });
    if (response.status !== 201) throw new Error(`upload: ${response.status} ${await response.text()}`);
  }

  async videoIn(lesson: string, states: readonly Video["state"][], seconds = 90): Promise<Video> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const { video } = await this.call<Lesson>("GET", `/lessons/${lesson}`);
      if (video && states.includes(video.state)) return video;
      if (video?.state === "failed" || Date.now() > end) throw new Error(`the video is ${JSON.stringify(video)}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  playback(lesson: string): Promise<Playback> {
    return this.call("GET", `/lessons/${lesson}/playback`);
  }
}
