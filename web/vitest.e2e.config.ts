import { defineConfig } from "vitest/config";

// One server and one browser serve all the files, so they run one after the other.
export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
