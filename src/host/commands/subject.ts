import * as vscode from "vscode";
import type { RunSubject } from "../panel/runActions.ts";
import type { RunKey } from "../runs/runView.ts";
import type { EnvironmentKey, EnvironmentsTarget } from "../views/environments/model/target.ts";

/** What a command was called on, read with care: menus, keybindings and other extensions call commands too. */
export function targetOf(subject: unknown): EnvironmentsTarget | undefined {
  const target = rowTargetOf(subject);
  return target !== undefined && typeof target["type"] === "string"
    ? (target as unknown as EnvironmentsTarget)
    : undefined;
}

/** The environment that a row of the Environments view stands in. */
export function environmentKeyOf(subject: unknown): EnvironmentKey | undefined {
  const target = targetOf(subject);
  return target === undefined || target.type === "note" || target.type === "application" ? undefined : target;
}

/** The run that a row of the Runs or Approvals view stands for, or that a notification names. */
export function runKeyOf(subject: unknown): RunKey | undefined {
  const target = rowTargetOf(subject) ?? membersOf(subject);
  const { file, run } = target ?? {};
  return typeof file === "string" && typeof run === "string" ? { file, run } : undefined;
}

/** What of a run a panel calls a command on: a node, a check of it, an option; only what is named. */
export function runSubjectOf(subject: unknown): RunSubject | undefined {
  const key = runKeyOf(subject);
  const { node, check, option } = membersOf(subject) ?? {};
  if (key === undefined) return undefined;
  return {
    ...key,
    ...(typeof node === "string" ? { node } : {}),
    ...(typeof check === "string" ? { check } : {}),
    ...(typeof option === "string" ? { option } : {}),
  };
}

/** The `tidegate.yaml` that an editor or the explorer called the command on. */
export function fileOf(subject: unknown): string | undefined {
  if (subject instanceof vscode.Uri) return subject.toString();
  const target = targetOf(subject);
  return target?.type === "application" ? target.file : undefined;
}

/** The request that a row of the Approvals view stands for, or that a notification names. */
export function inboxIdOf(subject: unknown): string | undefined {
  const { inbox } = rowTargetOf(subject) ?? membersOf(subject) ?? {};
  return typeof inbox === "string" ? inbox : undefined;
}

/** The file that a row of a scaffolding's preview stands for. */
export function previewPathOf(subject: unknown): string | undefined {
  const { type, path } = rowTargetOf(subject) ?? {};
  return type === "scaffoldFile" && typeof path === "string" ? path : undefined;
}

function rowTargetOf(subject: unknown): Record<string, unknown> | undefined {
  return membersOf(membersOf(membersOf(subject)?.["row"])?.["target"]);
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
