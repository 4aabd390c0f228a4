import { expect } from "vitest";
import type { Workbench } from "./workbench.ts";

/** The terminal panel of a window. */
export interface Terminal {
  /** Types a command and waits until the terminal shows this text, however its lines are broken. */
  run(command: string, answer: string): Promise<void>;
  close(): Promise<void>;
}

/** A shell without anybody's own settings, drawn so that its text can be read. */
export const PLAIN_TERMINAL: Readonly<Record<string, unknown>> = {
  "terminal.integrated.gpuAcceleration": "off",
  "terminal.integrated.shellIntegration.enabled": false,
  "terminal.integrated.profiles.linux": { plain: { path: "/bin/sh", env: { PS1: "$ ", ENV: null } } },
  "terminal.integrated.defaultProfile.linux": "plain",
};

/** Opens a terminal in a window with {@link PLAIN_TERMINAL} settings. */
export async function openTerminal({ page, palette }: Workbench): Promise<Terminal> {
  await palette.run("Terminal: Create New Terminal");
  const rows = page.locator(".terminal-wrapper.active .xterm-rows > div");
  const text = async (): Promise<string> => (await rows.allInnerTexts()).map(unbroken).join("");
  await expect.poll(text, { timeout: 60_000 }).toContain("$ ");
  return {
    async run(command, answer) {
      await page.locator(".terminal-wrapper.active .xterm-screen").click();
      await page.keyboard.type(`${command}\n`);
      await expect.poll(text, { timeout: 60_000 }).toContain(answer);
    },
    close: () => palette.run("Terminal: Kill All Terminals"),
  };
}

/** Blanks in a terminal are drawn as such that do not break. */
function unbroken(row: string): string {
  return row.replaceAll("\u00a0", " ");
}
