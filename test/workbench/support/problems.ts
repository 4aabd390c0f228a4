import type { Locator, Page } from "playwright-core";
import { shown } from "./shown.ts";
import type { Workbench } from "./workbench.ts";

/** The rows of the Problems view. */
export function problems(page: Page): Locator {
  return page.locator(".markers-panel .monaco-list-row");
}

/** Opens a file by its name, with the cursor in it. */
export async function openFile({ page, palette }: Workbench, name: string): Promise<void> {
  await page.keyboard.press("Control+P");
  await palette.type(name);
  await palette.pick(name);
  await shown(page.locator(`.tab.active[data-resource-name="${name}"]`));
  await page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
}
