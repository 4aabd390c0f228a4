import * as vscode from "vscode";
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
  look.run();
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
  const written = blocks.flatMap(({ records }) => records.filter(({ state }) => state !== "failed"));
  const buttons = KINDS.flatMap(({ kind, label }) => {
    const record = written.findLast((one) => one.kind === kind);
    return record === undefined ? [] : [{ path: record.path, label: label() }];
  });
  const text = sentences.blocked(run, ended?.message ?? "");
  const answer = await vscode.window.showWarningMessage(text, ...buttons.map(({ label }) => label));
  const path = buttons.find(({ label }) => label === answer)?.path;
  if (path !== undefined) await openPlace(vscode.Uri.joinPath(vscode.Uri.parse(run.file), ".."), { path });
}

/** Short: a notification cuts off what has the names of files. Those stand in its text. */
const KINDS = [
  { kind: "task", label: () => l10n.t("Open Task") },
  { kind: "escalation", label: () => l10n.t("Open Escalation") },
  { kind: "failure", label: () => l10n.t("Open Record") },
] as const;
