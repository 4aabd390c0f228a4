/** The colours and the font of a picture, as CSS writes them. */
export interface Palette {
  readonly font: string;
  readonly background: string;
  readonly text: string;
  /** What is of less weight: edges that were not taken, titles of groups. */
  readonly muted: string;
  readonly node: string;
  readonly border: string;
  readonly edge: string;
  readonly group: string;
  readonly groupBorder: string;
  /** The way a run took, and where it is now. */
  readonly accent: string;
  readonly waiting: string;
  readonly passed: string;
  readonly failed: string;
}

const FONT = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

export const LIGHT: Palette = {
  font: FONT,
  background: "#ffffff",
  text: "#1f2328",
  muted: "#59636e",
  node: "#f6f8fa",
  border: "#818b98",
  edge: "#818b98",
  group: "#f6f8fa80",
  groupBorder: "#d1d9e0",
  accent: "#0a63c9",
  waiting: "#9a6700",
  passed: "#1a7f37",
  failed: "#c9222d",
};

export const DARK: Palette = {
  font: FONT,
  background: "#1f1f1f",
  text: "#e4e4e4",
  muted: "#a0a0a0",
  node: "#2b2b2b",
  border: "#7a7a7a",
  edge: "#8a8a8a",
  group: "#ffffff08",
  groupBorder: "#4a4a4a",
  accent: "#4daafc",
  waiting: "#e2b340",
  passed: "#5cb85f",
  failed: "#f5716b",
};

export const HIGH_CONTRAST_DARK: Palette = {
  font: FONT,
  background: "#000000",
  text: "#ffffff",
  muted: "#ffffff",
  node: "#000000",
  border: "#6fc3df",
  edge: "#ffffff",
  group: "none",
  groupBorder: "#6fc3df",
  accent: "#f38518",
  waiting: "#ffd370",
  passed: "#89d185",
  failed: "#ff8a80",
};

export const HIGH_CONTRAST_LIGHT: Palette = {
  font: FONT,
  background: "#ffffff",
  text: "#000000",
  muted: "#292929",
  node: "#ffffff",
  border: "#0f4a85",
  edge: "#292929",
  group: "none",
  groupBorder: "#0f4a85",
  accent: "#006bbd",
  waiting: "#744500",
  passed: "#115e2b",
  failed: "#a31515",
};

/** Colours of the theme around it; only of use inside the workbench. */
export const THEME: Palette = {
  font: "var(--vscode-font-family, sans-serif)",
  background: "var(--vscode-editor-background)",
  text: "var(--vscode-editor-foreground)",
  muted: "var(--vscode-descriptionForeground)",
  node: "var(--vscode-editorWidget-background)",
  border: "var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-descriptionForeground)))",
  edge: "var(--vscode-descriptionForeground)",
  group: "none",
  groupBorder: "var(--vscode-contrastBorder, var(--vscode-panel-border))",
  accent: "var(--vscode-focusBorder)",
  waiting: "var(--vscode-charts-yellow)",
  passed: "var(--vscode-testing-iconPassed)",
  failed: "var(--vscode-testing-iconFailed)",
};
