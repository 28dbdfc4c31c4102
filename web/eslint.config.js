import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Imports point down: app → features → questions → ui, api → i18n → lib. Each row: a folder, and what it may not reach.
const direction = [
  ["src/lib", ["@/app/*", "@/features/*", "@/ui/*", "@/api/*", "@/i18n/*"]],
  ["src/i18n", ["@/app/*", "@/features/*", "@/ui/*", "@/api/*"]],
  ["src/api", ["@/app/*", "@/features/*", "@/ui/*"]],
  ["src/ui", ["@/app/*", "@/features/*", "@/api/*"]],
  ["src/questions", ["@/app/*", "@/features/*"]],
];
const features = ["account", "admin", "assignment", "cohorts", "course", "editor", "home", "join", "roster", "upload", "watch"];

const forbid = (group, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ group, message }, { group: ["../*"], message: "Use @/ across folders." }] }],
});

export default tseslint.config(
  { ignores: ["dist", "node_modules", "coverage"] },
  ...tseslint.configs.recommended,
  {
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "max-lines": ["error", { max: 400 }],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  ...direction.map(([folder, group]) => ({
    files: [`${folder}/**`],
    rules: forbid(group, "Imports point down: app → features → ui, api → i18n → lib."),
  })),
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: forbid(
      ["@/app/*", ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`)],
      "Features do not import each other or the app: shared things sink to ui, api or lib.",
    ),
  })),
);
