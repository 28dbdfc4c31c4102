// Sounds in texts: sent as they are, heard through the browser's own player.
import { api } from "@/api/client";

export interface Sound {
  title: string;
  url: string;
  type: string;
  duration_seconds: number;
}

/** Where the sounds of texts are. */
export const soundsPath = "/api/v1/sounds/";

export const sendSound = (file: Blob, title: string) => api.sendBytes<Sound>("POST", "/sounds", file, { title });
