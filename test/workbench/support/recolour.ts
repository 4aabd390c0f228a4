import type { Theme, Workbench } from "./workbench.ts";

/** What the picker calls a theme, and what the window's element is marked with under it. */
const THEMES: Readonly<Record<Theme, { readonly label: string; readonly mark: string }>> = {
  light: { label: "Light 2026", mark: "vs" },
  dark: { label: "Dark 2026", mark: "vs-dark" },
  "high-contrast": { label: "Dark High Contrast", mark: "hc-black" },
};

/** Picks a colour theme as a person would. Unlike `wear` it does not load the window anew, and is quick. */
export async function recolour({ page, palette }: Workbench, theme: Theme): Promise<void> {
  const { label, mark } = THEMES[theme];
  await palette.run("Preferences: Color Theme");
  await palette.answer(/Theme/u, label);
  await page.locator(`.monaco-workbench.${mark}`).waitFor();
  await palette.box.waitFor({ state: "hidden" });
  // The pointer is where the picker was, and what lies under it now shows its hover.
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.mouse.move(width / 2, height / 2);
  await page.locator(".workbench-hover-container, .workbench-hover").first().waitFor({ state: "hidden" });
}
