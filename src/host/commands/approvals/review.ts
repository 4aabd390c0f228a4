import * as vscode from "vscode";
import { messageOf } from "../../../base/result.ts";
import { serverDiff } from "../../../engine/change/serverDiff.ts";
import { type DiffNow, reviewText } from "../../documents/reviewText.ts";
import { l10n } from "../../l10n.ts";
import { keyOf, type RunView } from "../../runs/runView.ts";
import type { Services } from "../../services.ts";
import type { Asked } from "./submitAnswer.ts";

/** Opens everything that an answer is bound to, with the diff as the API server gives it now; answers show as they come. */
export async function review(services: Services, { run, approval }: Asked): Promise<void> {
  const diff = await diffNow(services, run);
  const text = (): string => {
    const { state } = services.runs.find(keyOf(run)) ?? run;
    const asked = [...(state.approval === undefined ? [] : [state.approval]), ...state.asked];
    return reviewText(state, asked.find(({ binding }) => binding.nonce === approval.binding.nonce) ?? approval, diff);
  };
  await services.documents.preview(`approvals/approval-${run.state.run}.md`, text);
}

async function diffNow(services: Services, { state }: RunView): Promise<DiffNow> {
  const title = l10n.t("Asking the API server for the diff");
  return await vscode.window.withProgress({ location: { viewId: "tidegate.approvals" }, title }, async () => {
    try {
      const { context, namespace } = state.release;
      return { diff: await serverDiff(await services.pool.get(context), namespace, state.graph) };
    } catch (error) {
      return { problem: messageOf(error) };
    }
  });
}
