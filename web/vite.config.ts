import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = process.env.LECTERN_URL ?? "http://127.0.0.1:8080";

// The policy stands in the pages themselves, so that it holds behind any proxy. Styles allow inline because media-chrome
// builds its shadow roots from templates with style elements; scripts never do.
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

// Only in builds: the development server needs its own inline script for hot reloading.
function policy(): Plugin {
  return {
    name: "lectern-content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
        injectTo: "head-prepend",
      },
    ],
  };
}

// Embed addresses have an entry page of their own, in the binary as in development.
function embedEntry(): Plugin {
  return {
    name: "lectern-embed-entry",
    configureServer(dev) {
      dev.middlewares.use((request, _response, next) => {
        if (request.url?.startsWith("/embed/")) request.url = "/embed.html";
        next();
      });
    },
  };
}

export default defineConfig({
  plugins: [react(), policy(), embedEntry()],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { "/api": { target: server, ws: true }, "/v": server },
  },
  build: {
    target: "es2022",
    // Fonts and pictures stay files: a data address is not cached and the policy forbids it for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // hls.js alone is 580 kB; it is loaded with the first video and by nothing else.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { index: "index.html", embed: "embed.html" },
      // What many pages share comes in one file: on a slow line every file more is a wait more.
      output: { advancedChunks: { groups: [{ name: "common", minShareCount: 8 }] } },
    },
  },
});
