import { triggersOf } from "../../read/github.ts";
import { at, type Step, textAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import { PIPELINE_RULES } from "../../../core/rules/pipelineRules.ts";
import type { FileFinding, Fix } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { beforeFirstEntry } from "../yaml/insertEntry.ts";
import type { WorkflowText } from "./inspectWorkflow.ts";
import { isFromOutside } from "./outside.ts";

const COMMIT = /^[0-9a-f]{40}$/u;
const EXPRESSION = /\$\{\{(?:(?!\}\}).)*\}\}/gu;
const CHECKOUT = "actions/checkout";
/** Events of proposals whose workflows have the repository's secrets. */
const WITH_SECRETS: ReadonlySet<string> = new Set(["pull_request_target", "workflow_run", "issue_comment"]);
/** What somebody proposed: its last commit, its branch, its merge or its repository. */
const FOREIGN = /head|refs\/pull\/|merge_commit_sha/u;

/** What rules say about one step. */
export function stepFindings(
  workflow: WorkflowText,
  path: readonly Step[],
  step: unknown,
  pins: Pins,
): readonly FileFinding[] {
  const uses = textAt(step, "uses") ?? "";
  return [
    ...pinned(workflow, path, uses, pins),
    ...(uses.startsWith(`${CHECKOUT}@`) ? checkout(workflow, path, step) : []),
    ...injection(workflow, path, step),
  ];
}

/** A step's action, or the workflow of another repository that a job calls. */
export function pinned(
  { file, part }: WorkflowText,
  path: readonly Step[],
  uses: string,
  pins: Pins,
): readonly FileFinding[] {
  const [action = "", reference = ""] = uses.split("@");
  if (uses === "" || action.startsWith(".") || action.startsWith("docker:") || COMMIT.test(reference)) return [];
  const range = part.valueRange(...path, "uses");
  const pin = pins.action(action.split("/").slice(0, 2).join("/"));
  const fixes: Fix[] =
    pin === undefined
      ? []
      : [
          {
            title: `Use ${pin.version} by its commit`,
            edits: [{ range, text: `${action}@${pin.commit} # ${pin.version}` }],
          },
        ];
  const message = `${uses} runs whatever its owner lets ${reference || "the default branch"} point to. Name the commit, with the version in a comment.`;
  return [found(PIPELINE_RULES["pipeline/pinned-action"], "warning", { file, range }, message, ...fixes)];
}

function checkout({ file, part }: WorkflowText, path: readonly Step[], step: unknown): readonly FileFinding[] {
  const findings: FileFinding[] = [];
  if (textAt(step, "with", "persist-credentials") !== "false") {
    const wanted = "persist-credentials: false";
    const entry = at(step, "with") === undefined ? ["with:", `  ${wanted}`] : [wanted];
    const edit =
      entry.length === 1 ? beforeFirstEntry(part, [...path, "with"], entry) : beforeFirstEntry(part, path, entry);
    const fixes = edit === undefined ? [] : [{ title: "Leave no token behind", edits: [edit] }];
    const message = "The token stays in .git/config, where every later step and every uploaded folder has it.";
    const place = { file, range: part.valueRange(...path, "uses") };
    findings.push(found(PIPELINE_RULES["pipeline/no-kept-credentials"], "warning", place, message, ...fixes));
  }
  const foreign = ["ref", "repository"].find((member) => FOREIGN.test(textAt(step, "with", member) ?? ""));
  if (foreign !== undefined && triggersOf(part.value).some((one) => WITH_SECRETS.has(one))) {
    const place = { file, range: part.valueRange(...path, "with", foreign) };
    const message =
      "This runs what anybody proposed, with the repository's secrets. Use pull_request, or check out the base.";
    findings.push(found(MISTAKE_RULES["pipeline/trusted-checkout"], "error", place, message));
  }
  return findings;
}

function injection({ file, part }: WorkflowText, path: readonly Step[], step: unknown): readonly FileFinding[] {
  const script = textAt(step, "run") ?? textAt(step, "with", "script") ?? "";
  const expression = script.match(EXPRESSION)?.find(isFromOutside);
  if (expression === undefined) return [];
  const member = textAt(step, "run") === undefined ? ["with", "script"] : ["run"];
  const message = `${expression} becomes part of the script before it runs: its author can run anything. Hand it over in env, and use the variable.`;
  return [
    found(MISTAKE_RULES["pipeline/no-injection"], "error", { file, range: part.keyRange(...path, ...member) }, message),
  ];
}
