import { Anchor, Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple, Menu, TextInput } from "@mantine/core";

// Deep ink blue: shade 7 on white and shade 5 under white both pass WCAG AA for text.
const ink: MantineColorsTuple = [
  "#eef2fb",
  "#dae2f3",
  "#b9c8e8",
  "#93aadd",
  "#7693d3",
  "#4c6bb8",
  "#38569f",
  "#24417f",
  "#1c3468",
  "#142650",
];

const dark: MantineColorsTuple = [
  "#dfe3ec",
  "#b9c0ce",
  "#959db0",
  "#6b7386",
  "#414858",
  "#323846",
  "#242935",
  "#171a22",
  "#11141a",
  "#0b0d12",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: { ink, dark },
  fontFamily: '"Source Sans 3 Variable", system-ui, "Noto Sans", "Segoe UI", sans-serif',
  headings: {
    fontFamily: '"Source Sans 3 Variable", system-ui, "Noto Sans", "Segoe UI", sans-serif',
    fontWeight: "650",
    textWrap: "balance",
    sizes: { h1: { fontSize: "1.75rem", lineHeight: "1.25" }, h2: { fontSize: "1.25rem", lineHeight: "1.35" } },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  fontSizes: { xs: "0.8125rem", sm: "0.9375rem", md: "1rem", lg: "1.125rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.5" },
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: "hover" } }),
    Button: Button.extend({ styles: { label: { overflow: "visible" } } }),
    Menu: Menu.extend({ defaultProps: { shadow: "md", position: "bottom-end" } }),
    TextInput: TextInput.extend({ defaultProps: { size: "md" } }),
  },
});

/** Mantine's own greys and red are too faint for small text. */
export const readableColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#565e6c",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-placeholder": "#646c7a",
    "--lectern-surface": "#f5f6f9",
    "--lectern-line": "#dfe2e8",
  },
  dark: {
    "--mantine-color-dimmed": "#a4acbb",
    "--mantine-color-error": "#ff9a92",
    "--mantine-color-placeholder": "#939bab",
    "--mantine-color-anchor": "#9db3e3",
    "--lectern-surface": "#1f232d",
    "--lectern-line": "#323846",
  },
});
