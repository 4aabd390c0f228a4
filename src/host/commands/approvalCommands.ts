import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { RunView } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { approve, override, reject, withdraw } from "./approvals/answers.ts";
import { review } from "./approvals/review.ts";
import type { Asked } from "./approvals/submitAnswer.ts";
import type { Handlers } from "./registry.ts";
import { chooseRun } from "./runCommands.ts";

type Own = "tidegate.review" | "tidegate.approve" | "tidegate.reject" | "tidegate.override" | "tidegate.withdraw";

/** Looking at what an approval is about, and answering it. Only a person comes here: no tool calls these. */
export function approvalCommands(services: Services): Pick<Handlers, Own> {
  const on =
    (title: () => string, act: (services: Services, asked: Asked) => Promise<void>, pick = waiting) =>
    async (subject: unknown): Promise<void> => {
      const run = await chooseRun(services, subject, title(), (one) => pick(one) !== undefined);
      const approval = run === undefined ? undefined : pick(run);
      if (run !== undefined && approval !== undefined) await act(services, { run, approval });
      else if (run !== undefined) vscode.window.setStatusBarMessage(sentences.answered(), 3000);
    };
  return {
    "tidegate.review": on(() => l10n.t("Review Approval"), review),
    "tidegate.approve": on(() => l10n.t("Approve"), approve),
    "tidegate.reject": on(() => l10n.t("Reject"), reject),
    "tidegate.override": on(() => l10n.t("Override Approval"), override),
    "tidegate.withdraw": on(() => l10n.t("Withdraw Request or Approval"), withdraw, unused),
  };
}

function waiting({ state }: RunView): Asked["approval"] | undefined {
  return state.approval;
}

/** What waits, or was given and not yet used. */
function unused({ state }: RunView): Asked["approval"] | undefined {
  return state.ended === undefined ? (state.approval ?? state.granted) : undefined;
}
