import type { Scaffolding } from "../engine/scaffold/scaffolding.ts";
import type { ScaffoldPlan, WrittenFile } from "../engine/scaffold/scaffoldPlan.ts";
import type { ScaffoldOutput } from "../protocol/scaffoldOutput.ts";
import { problemOutput } from "./detectOutput.ts";
import { table } from "./report.ts";

/** What a run of `tidegate scaffold` came to. */
export interface Scaffolded {
  readonly plan: ScaffoldPlan;
  readonly files: readonly WrittenFile[];
  readonly dryRun: boolean;
}

/** Whether a file waits, as both sides have changed it. */
export function isConflict({ file, action }: WrittenFile): boolean {
  return file.state === "conflict" && action === "left";
}

/** As other programs read it. */
export function scaffoldOutputOf(
  { plan, files, dryRun }: Scaffolded,
  diff: Scaffolding["diff"] | undefined,
): ScaffoldOutput {
  const { settings } = plan;
  const paths = (is: (one: WrittenFile) => boolean): string[] => files.filter(is).map(({ file }) => file.path);
  return {
    dryRun,
    written: paths(({ action }) => action === "written"),
    unchanged: paths(({ action }) => action === "unchanged" || action === "adopted"),
    skipped: paths((one) => ["left", "kept"].includes(one.action) && !isConflict(one)),
    conflicts: paths(isConflict),
    files: files.map((one) => fileOutput(one, diff)),
    stale: plan.stale.map(({ path }) => path),
    applications: plan.detection.applications.map(({ name }) => name),
    settings: {
      project: settings.project,
      imageRepository: settings.imageRepository,
      defaultBranch: settings.defaultBranch,
      environments: settings.environments.map(({ name }) => name),
    },
    problems: [...plan.detection.problems, ...plan.portProblems].map(problemOutput),
    notes: [...plan.notes],
  };
}

function fileOutput({ file, action, text }: WrittenFile, diff: Scaffolding["diff"] | undefined) {
  return {
    path: file.path,
    kind: file.kind,
    application: file.application ?? null,
    state: file.state,
    action,
    conflicts: file.conflicts.map(({ line, mine, generated }) => ({
      line,
      mine: [...mine],
      generated: [...generated],
    })),
    removed: [...file.removed],
    note: file.note ?? null,
    ...(diff !== undefined && text !== undefined && { diff: diff(file.path, file.current, text) }),
  };
}

/** As people read it: a line for each file that is not as it was, then what waits for them, then what to do. */
export function scaffoldText({ plan, files, dryRun }: Scaffolded): string {
  const rest = files.filter(({ action }) => action === "unchanged");
  const told = files.filter(({ action }) => action !== "unchanged");
  const rows = told.map((one) => [actionText(one, dryRun), one.file.path, reasonText(one)]);
  const waiting = files.filter(isConflict).flatMap(({ file }) =>
    file.conflicts.map(({ line, mine, generated }) => {
      return `${file.path}:${line}: ${counted(mine, "line")} of yours against ${counted(generated, "generated line")}.`;
    }),
  );
  const notes = files.flatMap(({ file: { path, note } }) => (note === undefined ? [] : [`${path}: ${note}`]));
  const stale = plan.stale.map(({ path }) => `${path} is no longer generated. Delete it where nothing needs it.`);
  const same = rest.length === 0 ? "" : `${counted(rest, "file")} unchanged.`;
  return [table(rows), same, ...waiting, ...notes, ...stale, ...next(files)].filter((text) => text !== "").join("\n");
}

function actionText({ action, file }: WrittenFile, dryRun: boolean): string {
  if (action !== "written") return action === "left" && file.state === "conflict" ? "conflict" : action;
  return dryRun ? "to write" : "written";
}

function reasonText({ file: { state, removed, conflicts }, action }: WrittenFile): string {
  const away = removed.length === 0 ? "" : `without ${removed.join(", ")}, which you took out`;
  if (state === "exists") return action === "left" ? "was there before; --take or --keep existing" : "was there before";
  if (state === "removed") return action === "left" ? "you deleted it; --take removed" : "you had deleted it";
  if (state === "conflict") return counted(conflicts, "conflict");
  const how = {
    create: "new",
    update: "changed",
    merge: "with your edits",
    adopt: "as it was",
    unchanged: "",
    blocked: "",
  };
  return [how[state], away].filter((text) => text !== "").join(", ");
}

function next(files: readonly WrittenFile[]): readonly string[] {
  if (!files.some(isConflict)) return [];
  return ["Conflicts are left as they were: --markers writes both sides, --take or --keep conflicts chooses one."];
}

function counted(list: readonly unknown[], word: string): string {
  return list.length === 1 ? `1 ${word}` : `${list.length} ${word}s`;
}
