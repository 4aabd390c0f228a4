import type { LaunchedRunner, Launcher } from "../core/ports/launcher.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import { streamer } from "../core/journal/streamEvents.ts";
import { requestRun } from "../engine/request/requestRun.ts";
import type { RunPlan } from "../engine/request/runPlan.ts";
import { happeningText } from "./eventText.ts";
import { EXIT, type ExitCode, exitCodeAfter } from "./exitCode.ts";
import { follow, runnerGone } from "./follow.ts";
import type { CliParts, Workspace } from "./parts.ts";
import { planOutputOf } from "./planText.ts";
import { type OutputOptions, jsonText, printJson, visible } from "./report.ts";

export interface BeginOptions extends OutputOptions {
  /** Follow the run to its end. */
  readonly wait?: boolean;
}

/** Asks for the run, starts its runner, and follows it where that is wanted. */
export async function begin(
  parts: CliParts,
  workspace: Workspace,
  plan: RunPlan,
  options: BeginOptions,
): Promise<ExitCode> {
  const { terminal, clock, nonce, hash } = parts;
  const { launcher, launched } = remembering(workspace.launcher);
  const folder = await requestRun({ ...workspace, launcher, clock, nonce, hash }, plan, await workspace.me());
  const { run } = folder;
  if (options.wait === true) {
    terminal.note(`Run ${run} goes on by itself if you stop waiting. See it with: tidegate runs ${run}`);
    return followToEnd(parts, folder, launched(), options);
  }
  if (options.json === true) printJson(terminal, planOutputOf(plan, run));
  else terminal.print(`Run ${run} has begun. See it with: tidegate runs ${run}`);
  return EXIT.ok;
}

/** Says each thing that happens, as a line or as an event of the stream for other tools, until the run has ended. */
export function followToEnd(
  { terminal, hash }: CliParts,
  folder: RunFolder,
  runner: LaunchedRunner | undefined,
  { json }: OutputOptions,
): Promise<ExitCode> {
  const streamed = streamer();
  return follow(
    folder,
    (happening) => {
      if (json !== true) terminal.print(visible(happeningText(happening)));
      else for (const event of streamed(happening.entry)) terminal.print(jsonText(event));
      const { ended } = happening.state;
      return ended === undefined ? undefined : exitCodeAfter(ended.outcome);
    },
    runnerGone(folder, runner),
    hash,
  );
}

function remembering(launcher: Launcher): { launcher: Launcher; launched: () => LaunchedRunner | undefined } {
  let last: LaunchedRunner | undefined;
  return {
    launched: () => last,
    launcher: {
      async launch(path) {
        last = await launcher.launch(path);
        return last;
      },
    },
  };
}
