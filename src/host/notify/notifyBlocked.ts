import * as vscode from "vscode";
import { plain } from "../text/plain.ts";
import { type Disposable } from "../../base/dispose.ts";
import { guarded } from "../commands/registry.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import { blockedRuns } from "./blockedRuns.ts";
import { openPlace } from "../readiness/openPlace.ts";
import { throttled } from "../rows/throttled.ts";
import { keyOf, runId, type RunView } from "../runs/runView.ts";
import type { Services } from "../services.ts";

const TOLD = "toldBlocked";
const MOST_REMEMBERED = 200;
const TOGETHER_MS = 500;

/** Tells once of each run that a gate of quality has blocked, with what was written down one press away. */
export function registerBlocked(services: Services): Disposable {
  const look = throttled(services.clock, TOGETHER_MS, () => {
    const told = services.state.get<string[]>(TOLD) ?? [];
    const fresh = blockedRuns(services.runs.all, services.clock.now()).filter((run) => !told.includes(idOf(run)));
    if (fresh.length === 0) return;
    void services.state.update(TOLD, [...told, ...fresh.map(idOf)].slice(-MOST_REMEMBERED));
    for (const run of fresh) void guarded(services, "Notification", () => tell(run));
  });
  const subscription = services.runs.onChange(look.run);
  return {
    dispose() {
      subscription.dispose();
      look.dispose();
    },
  };
}

function idOf(run: RunView): string {
  return `${runId(keyOf(run))}/${run.state.nonce}`;
}

async function tell(run: RunView): Promise<void> {
  const { ended, blocks } = run.state;
  const paths = blocks.flatMap(({ records }) => records.flatMap((one) => (one.state === "failed" ? [] : [one.path])));
  const labels = [...new Set(paths)].map((path) => ({ path, label: l10n.t("Open {0}", plain(path)) }));
  const text = sentences.blocked(run, ended?.message ?? "");
  const answer = await vscode.window.showWarningMessage(text, ...labels.map(({ label }) => label));
  const path = labels.find(({ label }) => label === answer)?.path;
  if (path !== undefined) await openPlace(vscode.Uri.joinPath(vscode.Uri.parse(run.file), ".."), { path });
}
