import * as vscode from "vscode";
import type { EvidencePlace } from "../../core/evidence/evidence.ts";
import { Fault } from "../../base/result.ts";
import { checklistDocument } from "../../engine/readiness/checklistDocument.ts";
import { pickOne } from "../ask/pick.ts";
import { type Environment, environmentOf, environments } from "../commands/chooseEnvironment.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { environmentId } from "../views/environments/model/target.ts";
import { compareEnvironmentsCommand, fileName } from "./compareEnvironmentsCommand.ts";
import { openPlace } from "./openPlace.ts";
import type { ReadinessHandlers } from "./readinessEditor.ts";
import { type ReadinessModel, titleOf } from "./readinessModel.ts";
import { documentWords } from "./readinessWords.ts";
import type { ReadinessTarget } from "./target.ts";

/** The commands of the Readiness view. */
export function readinessCommands(services: Services, model: ReadinessModel): ReadinessHandlers {
  return {
    "tidegate.assess": async (subject) => {
      const meant = environmentOf(services, subject);
      if (meant !== undefined) await model.choose(meant);
      await showView();
      await within(model.assess({ anew: true }));
    },
    "tidegate.stopAssessing": () => model.stop(),
    "tidegate.chooseReadiness": () => choose(services, model),
    "tidegate.openReadiness": () => openDocument(services, model),
    "tidegate.openEvidence": async (subject) => {
      const place = targetOf(subject)?.place;
      const file = model.chosen?.key.file;
      if (place !== undefined && file !== undefined)
        await openPlace(vscode.Uri.joinPath(vscode.Uri.parse(file), ".."), place);
    },
    "tidegate.attestLine": async (subject) => {
      const attest = targetOf(subject)?.attest;
      if (attest !== undefined) await vscode.commands.executeCommand("tidegate.attest", attest);
    },
    "tidegate.compare": () => compareEnvironmentsCommand(services),
  };
}

async function showView(): Promise<void> {
  await vscode.commands.executeCommand("tidegate.readiness.focus");
}

/** Progress in the view that it belongs to. */
async function within(work: Promise<void>): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: "tidegate.readiness" } }, () => work);
}

async function choose(services: Services, model: ReadinessModel): Promise<void> {
  const all = environments(services);
  if (all.length === 0) {
    throw new Fault(
      "NoEnvironments",
      services.files.shown.length === 0 ? sentences.noFile() : sentences.noEnvironments(),
    );
  }
  const now = model.chosen;
  const question = { title: l10n.t("Readiness"), placeholder: l10n.t("Environment") };
  const answer = await pickOne<Environment>(
    question,
    all.map((value) => ({
      label: plain(titleOf(value)),
      description: plain(`${value.config.context} · ${value.config.namespace}`),
      value,
      active: now !== undefined && environmentId(value.key) === environmentId(now.key),
    })),
  );
  if (answer.type !== "next") return;
  await model.choose(answer.value);
  await showView();
  await within(model.assess());
}

async function openDocument({ documents }: Services, model: ReadinessModel): Promise<void> {
  if (model.assessment === undefined) await within(model.assess());
  const { assessment, failure } = model;
  if (assessment === undefined) throw new Fault("NotAssessed", failure ?? sentences.noEnvironments());
  const name = `${assessment.application} → ${assessment.environment}`;
  await documents.preview(`readiness/${fileName(name)}.md`, checklistDocument(assessment, documentWords()));
}

type Acting = Extract<ReadinessTarget, { readonly type: "line" | "evidence" }>;

/** The row that a command was called on, read with care: other extensions call commands, too. */
function targetOf(subject: unknown): Acting | undefined {
  const target = member(member(subject, "row"), "target");
  const type = member(target, "type");
  if (type !== "line" && type !== "evidence") return undefined;
  const place = member(target, "place");
  const acting = target as Acting;
  return place !== undefined && typeof (place as EvidencePlace).path !== "string" ? undefined : acting;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
