import { hideEnvValues } from "../../core/rollout/hideEnvValues.ts";
import type { RunPlan } from "../../engine/request/runPlan.ts";
import { askText, pickOne } from "../ask/pick.ts";
import type { Answer, StepPosition } from "../ask/steps.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";

/** Shows what the API server would change by a plan, in the diff editor. */
export async function showPlan(services: Services, { diff, release }: RunPlan): Promise<void> {
  const { toYaml } = await services.parts.workspace();
  const text = (side: "before" | "after"): string =>
    diff.workloads.map((one) => toYaml(hideEnvValues(one[side]))).join("---\n");
  const { application, environment } = release;
  const title = l10n.t("{0} → {1}: now ↔ then", application, environment);
  await services.documents.diff(title, `${application}-${environment}.yaml`, text("before"), text("after"));
}

interface Question {
  readonly title: string;
  /** The button. */
  readonly verb: string;
  /** What the run will do, in a sentence. */
  readonly what: string;
  /** What a person should know before, a sentence each. */
  readonly notes?: readonly string[];
  /** Production's name is typed even where nothing is changed. */
  readonly named?: boolean;
  readonly position?: StepPosition;
}

/** Asks whether a plan that was shown is to be started; in production by typing the environment's name. */
export async function askToStart(plan: RunPlan, question: Question): Promise<Answer<unknown>> {
  const { title, verb, what, position, named = false } = question;
  const { environment, production } = plan.release;
  const changes = plan.diff.workloads.length > 0;
  const notes = [...(question.notes ?? []), ...(changes ? [...approvalNote(plan), sentences.reviewedDiff()] : [])];
  const at = position === undefined ? {} : { position };
  if (production && (changes || named)) {
    const prompt = sentences.typeName([what, ...notes].join(" "), environment);
    return await askText({ title, placeholder: environment, prompt, ...at }, (text) =>
      text.trim() === environment ? undefined : sentences.typeNameProblem(environment),
    );
  }
  const go = { label: verb, detail: plain(what), value: true };
  const told = notes.map((note) => ({ label: plain(note), value: true, refused: true }));
  const placeholder = changes ? l10n.t("Read the diff, then decide") : l10n.t("Nothing is changed by this");
  return await pickOne({ title, placeholder, ...at }, [go, ...told]);
}

function approvalNote({ graph }: RunPlan): string[] {
  const approval = graph.nodes.find((node) => node.kind === "approval");
  const required = approval?.policy.required ?? 0;
  return required === 0 ? [] : [sentences.deployApproval(required)];
}
