import type { ScaffoldPlan, WrittenFile } from "../../engine/scaffold/scaffoldPlan.ts";
import { buildersOf, imageOf } from "../../scaffold/generate/image.ts";
import type { Kind } from "../../scaffold/generate/kind.ts";
import { BASE_FOLDER } from "../../scaffold/merge/basePath.ts";
import { l10n } from "../l10n.ts";
import { plain } from "../text/plain.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { filesWord } from "./words.ts";

type Done = Pick<ScaffoldPlan, "detection" | "settings" | "stale" | "notes">;

/** What was written, what was left and what to do next, as one message. */
export function doneMessage(files: readonly WrittenFile[]): string {
  const written = files.filter(({ action }) => action === "written");
  const left = files.filter(({ action }) => action === "left");
  const marked = written.filter(hasMarkers);
  return [
    written.length === 0 ? l10n.t("No file needed writing.") : l10n.t("Wrote {0}.", filesWord(written.length)),
    left.length === 0 ? undefined : l10n.t("Left {0}: {1}.", left.length, namesOf(left)),
    marked.length === 0
      ? l10n.t("Next: build and try it, then commit the files together with {0}.", BASE_FOLDER)
      : l10n.t(
          "Next: settle the markers in {0}, then commit the files together with {1}.",
          namesOf(marked),
          BASE_FOLDER,
        ),
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** A few names, and how many more. */
function namesOf(files: readonly WrittenFile[]): string {
  const names = files.slice(0, 3).map(({ file }) => plain(file.path, 60));
  return files.length > 3 ? l10n.t("{0} and {1} more", names.join(", "), files.length - 3) : names.join(", ");
}

/** The same at length, as a Markdown document. */
export function doneText(plan: Done, files: readonly WrittenFile[]): string {
  const paths = (action: WrittenFile["action"]): string[] =>
    files.filter((one) => one.action === action).map(({ file }) => file.path);
  const sections = [
    section(l10n.t("What is next"), stepsFor(plan, files)),
    section(l10n.t("Written"), paths("written").map(escapeMarkdown)),
    section(l10n.t("Left as it is"), files.filter(({ action }) => action === "left").map(whyLeft)),
    section(l10n.t("Yours is kept"), paths("kept").map(escapeMarkdown)),
    section(
      l10n.t("No longer generated"),
      plan.stale.map(({ path }) => staleText(path)),
    ),
    section(
      l10n.t("To be known"),
      [...plan.detection.problems.map(({ message }) => message), ...plan.notes].map(escapeMarkdown),
    ),
  ];
  return [`# ${l10n.t("Scaffolding of {0}", escapeMarkdown(plan.settings.project))}`, ...sections.flat()].join("\n\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join("\n")];
}

function staleText(path: string): string {
  return l10n.t("{0}. Delete it where nothing needs it.", escapeMarkdown(path));
}

function whyLeft({ file }: WrittenFile): string {
  const path = escapeMarkdown(file.path);
  if (file.state === "conflict") return l10n.t("{0}: you and the generator changed the same lines.", path);
  if (file.state === "exists") return l10n.t("{0}: it was there before.", path);
  if (file.state === "removed") return l10n.t("{0}: you had deleted it.", path);
  if (file.state === "blocked") return l10n.t("{0}: {1}", path, escapeMarkdown(file.note ?? ""));
  return l10n.t("{0}: you left it out.", path);
}

function stepsFor(plan: Done, files: readonly WrittenFile[]): readonly string[] {
  const marked = files.filter(hasMarkers).map(({ file }) => escapeMarkdown(file.path));
  const kinds = new Set(files.filter(({ action }) => action !== "left").map(({ file }) => file.kind));
  return [
    ...marked.map((path) => l10n.t("Settle the marked lines in {0}.", path)),
    ...[...kinds].flatMap((kind) => STEPS[kind](plan)),
    l10n.t("Commit the files together with {0}: with it, the next run keeps what you edit.", code(BASE_FOLDER)),
  ];
}

function hasMarkers({ action, text }: WrittenFile): boolean {
  return action === "written" && text !== undefined && /^<{7} /mu.test(text) && /^>{7} /mu.test(text);
}

const STEPS: Readonly<Record<Kind, (plan: Done) => readonly string[]>> = {
  dockerfile: ({ detection: { applications } }) =>
    buildersOf(applications).map((application) => {
      const { dockerfile, context } = imageOf(application, applications);
      const command = `docker build --file "${dockerfile}" --tag ${application.name} "${context}"`;
      return l10n.t("Build the image: {0}", code(command));
    }),
  compose: () => [
    l10n.t(
      "Fill in {0} as {1} and start everything: {2}",
      code(".env.example"),
      code(".env"),
      code("docker compose up --build"),
    ),
  ],
  kubernetes: ({ settings }) => [
    l10n.t(
      "Look at what would be applied: {0}",
      code(`kubectl diff -k k8s/overlays/${settings.environments[0]?.name ?? ""}`),
    ),
  ],
  helm: ({ detection }) =>
    detection.applications
      .slice(0, 1)
      .map(({ name }) => l10n.t("Look at what the chart renders: {0}", code(`helm template ${name} charts/${name}`))),
  "github-actions": () => [
    l10n.t("Create the environments and secrets that the workflows name in the repository's settings."),
  ],
  "gitlab-ci": () => [l10n.t("Create the variables that the pipeline names in the project's CI/CD settings.")],
};

function code(text: string): string {
  return `\`${text.replaceAll(/[`\r\n]/gu, "")}\``;
}
