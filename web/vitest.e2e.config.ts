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
    retry: process.env.CI ? 1 : 0, // a browser on a busy machine loses a race; what fails twice is wrong
    slowTestThreshold: 60_000, // pages take their time; a line for each would bury what failed
  },
});
