import * as vscode from "vscode";
import type { Place } from "../../../core/place.ts";
import { placeText } from "../../../core/place.ts";
import { l10n } from "../../l10n.ts";
import { type Choice, pickOne } from "../../ask/pick.ts";
import type { Step, StepPosition } from "../../ask/steps.ts";
import type { EditableFact } from "../../scaffold/editFact.ts";
import { type FactLine, factLines } from "../../scaffold/factLines.ts";
import { confidenceWord } from "../../scaffold/words.ts";
import { plain } from "../../text/plain.ts";
import { dotted } from "../../text/words.ts";
import { askEnvironments, askFact, askRepository } from "./corrections.ts";
import type { Draft, Gathered } from "./draft.ts";
import { problemRow } from "./problemRows.ts";

type Taken =
  | { readonly does: "go" }
  | { readonly does: "open"; readonly place: Place | undefined }
  | { readonly does: "correct"; readonly path: string; readonly fact: EditableFact; readonly place: Place | undefined }
  | { readonly does: "repository" }
  | { readonly does: "environments" };

type Item = Choice<Taken> | { readonly label: string; readonly kind: vscode.QuickPickItemKind.Separator };

/** Shows what was found with the lines that say it; a person corrects it or looks at a line before they go on. */
export function factsStep(draft: Draft): Step<Gathered> {
  return {
    async ask(state, position) {
      let at: string | undefined;
      for (;;) {
        const question = {
          title: l10n.t("Scaffold: What Was Found"),
          placeholder: l10n.t("Choose a fact to correct it or to look at its line"),
          position,
        };
        const items = itemsOf(draft, state, at);
        const answer = await pickOne<Taken>(question, items, undefined, (value) => void openPlace(draft, value));
        if (answer.type !== "next") return answer;
        const { value } = answer;
        if (value.does === "go") return { type: "next", value: { ...state, factsSeen: true } };
        at = keyOf(value);
        await carryOut(draft, value, position);
      }
    },
  };
}

async function carryOut(draft: Draft, value: Taken, position: StepPosition): Promise<void> {
  if (value.does === "correct") await askFact(draft, value, position);
  else if (value.does === "repository") await askRepository(draft, position);
  else if (value.does === "environments") await askEnvironments(draft, position);
  else await openPlace(draft, value);
}

function itemsOf(draft: Draft, { applications = [] }: Gathered, at: string | undefined): readonly Item[] {
  const chosen = draft.detection.applications.filter(({ path }) => applications.includes(path));
  const { problems } = draft.detection;
  const go: Choice<Taken> = {
    label: `$(arrow-right) ${l10n.t("Go on")}`,
    value: { does: "go" },
    active: at === undefined,
  };
  const told = problems.map((problem): Item => {
    const { place, ...row } = problemRow(problem);
    return entry(row, { does: "open", place }, at);
  });
  return [
    go,
    ...(told.length === 0 ? [] : [separator(l10n.t("To be known")), ...told]),
    ...chosen.flatMap((app) => [
      separator(dotted(app.name, app.path === "." ? undefined : plain(app.path))),
      ...factLines(app).map((line) => factItem(app.path, line, at)),
    ]),
    separator(l10n.t("For all applications")),
    ...settingItems(draft, at),
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function factItem(path: string, { label, confidence, place, says, edits }: FactLine, at: string | undefined): Item {
  const value: Taken = edits === undefined ? { does: "open", place } : { does: "correct", path, fact: edits, place };
  const row = {
    label: `$(${edits === undefined ? "symbol-constant" : "edit"}) ${plain(label, 120)}`,
    description: dotted(
      confidence === undefined ? undefined : confidenceWord(confidence),
      place === undefined ? undefined : plain(placeText(place)),
      says === undefined ? undefined : plain(says, 120),
    ),
  };
  return entry(row, value, at);
}

function settingItems({ settings }: Draft, at: string | undefined): readonly Item[] {
  const names = settings.environments.map(({ name }) => name).join(", ");
  return [
    entry(
      { label: `$(edit) ${l10n.t("Images go to: {0}", plain(settings.imageRepository))}` },
      { does: "repository" },
      at,
    ),
    entry({ label: `$(edit) ${l10n.t("Environments: {0}", plain(names))}` }, { does: "environments" }, at),
  ];
}

function entry(row: Omit<vscode.QuickPickItem, "kind">, value: Taken, at: string | undefined): Choice<Taken> {
  const place = "place" in value ? value.place : undefined;
  const open = { iconPath: new vscode.ThemeIcon("go-to-file"), tooltip: l10n.t("Open at Its Line") };
  return { ...row, value, active: at === keyOf(value), ...(place !== undefined && { buttons: [open] }) };
}

/** What an entry is known by when the list is shown again. */
function keyOf(value: Taken): string {
  if (value.does === "correct") return `${value.path} ${value.fact}`;
  return value.does === "open" && value.place !== undefined ? placeText(value.place) : value.does;
}

async function openPlace({ folder }: Draft, value: Taken): Promise<void> {
  const place = "place" in value ? value.place : undefined;
  if (place === undefined) return;
  const start = new vscode.Position(Math.max(0, place.line - 1), 0);
  const options = { preview: true, preserveFocus: true, selection: new vscode.Range(start, start) };
  // A line of evidence can be of a file that is gone by now: then there is nothing to look at.
  await vscode.window
    .showTextDocument(vscode.Uri.joinPath(folder, place.file), options)
    .then(undefined, () => undefined);
}
