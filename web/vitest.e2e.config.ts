import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// One server and one browser serve all the files, so they run one after the other.
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  test: {
    include: ["e2e/**/*.spec.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
