import type { PanelTab } from "./panel.ts";
import { shown } from "./shown.ts";
import type { Workbench } from "./workbench.ts";

/** Somebody who works through the lists of a decision path from the editor, seen through the run's panel. */
export interface ListWorker {
  /** Gives their word on the checks of the list where the run is: on all but one, or on one alone. */
  attest(word: Word): Promise<void>;
  /** Works through one list after another, until the run's status says this. */
  until(status: RegExp): Promise<void>;
  /** Answers the question where the run is; in production with the environment's name typed. */
  choose(question: string, option: string, typed?: string): Promise<void>;
}

export interface Word {
  readonly verdict: "It holds" | "It does not hold";
  readonly statement: string;
  readonly only?: string;
  readonly allBut?: string;
}

export function listWorker(workbench: Workbench, panel: PanelTab): ListWorker {
  const { palette } = workbench;
  const status = panel.frame.locator(".header .status");
  const attest = async ({ verdict, statement, only, allBut }: Word): Promise<void> => {
    await palette.run("Tidegate: Attest…");
    await shown(palette.box.getByPlaceholder(/all with one sentence/u));
    if (only === undefined) await palette.box.locator(".quick-input-header").getByRole("checkbox").first().click();
    const turned = only ?? allBut;
    if (turned !== undefined) await palette.pick(turned);
    await palette.box.getByRole("button", { name: "OK" }).click();
    await palette.pick(verdict);
    await palette.answer("What you saw or did", statement);
  };
  return {
    attest,
    async until(wanted) {
      for (;;) {
        await shown(panel.status(/^(?:waits|[\d.]+ verified|completed|escalated)/u), { timeout: 120_000 });
        const before = await status.innerText();
        if (wanted.test(before)) return;
        if (!before.startsWith("waits for people"))
          throw new Error(`The run is at "${before}", not at ${wanted.source}.`);
        await attest({ verdict: "It holds", statement: "Looked at it, and it is so." });
        await shown(status.filter({ hasNotText: before }));
      }
    },
    async choose(question, option, typed) {
      await panel.find(question);
      await panel.press(option);
      if (typed !== undefined) await palette.answer(typed, typed);
      await shown(status.filter({ hasNotText: "waits for a decision" }));
    },
  };
}
