import type { Place } from "../../core/place.ts";
import type { Application, Tool } from "../../scaffold/facts/application.ts";
import { commandText } from "../../scaffold/facts/commandText.ts";
import type { Confidence, Fact } from "../../scaffold/facts/fact.ts";
import { SERVICES } from "../../scaffold/facts/services.ts";
import { l10n } from "../l10n.ts";
import type { EditableFact } from "./editFact.ts";
import { roleWord } from "./words.ts";

/** One fact as it is shown. */
export interface FactLine {
  readonly label: string;
  /** Undefined where nothing was found. */
  readonly confidence?: Confidence;
  /** The line that says it best, and what it says. */
  readonly place?: Place;
  readonly says?: string;
  /** What a person may say otherwise here. */
  readonly edits?: EditableFact;
}

/** What was found out about an application, the most telling first. */
export function factLines(app: Application): readonly FactLine[] {
  const { role, language, framework, runtime, packageManager, port, health, startCommand } = app;
  const serves = role.value !== "worker";
  return [
    line(role, l10n.t("Role: {0}", roleWord(role.value)), "role"),
    line(framework ?? language, l10n.t("Built with: {0}", framework?.value ?? language.value)),
    line(runtime, l10n.t("Runtime: {0}", toolText(runtime.value))),
    ...(packageManager === undefined
      ? []
      : [line(packageManager, l10n.t("Package manager: {0}", toolText(packageManager.value)))]),
    ...optional(app.buildCommand, l10n.t("Build command")),
    startCommand === undefined
      ? missing(l10n.t("Start command: none found"), "start")
      : line(startCommand, l10n.t("Start command: {0}", commandText(startCommand.value)), "start"),
    ...(serves ? [port === undefined ? missing(l10n.t("Port: none found"), "port") : portLine(port)] : []),
    ...optional(app.bind, l10n.t("Listens on")),
    ...(serves
      ? [
          health === undefined
            ? missing(l10n.t("Health path: none found"), "health")
            : line(health, l10n.t("Health path: {0}", health.value), "health"),
        ]
      : []),
    ...optional(app.readiness, l10n.t("Readiness path")),
    ...optional(app.outputDirectory, l10n.t("Output folder")),
    ...app.services.map((service) => line(service, l10n.t("Talks to: {0}", SERVICES[service.value.name].title))),
    ...app.environment.map((variable) => line(variable, variableText(variable))),
    ...app.writes.map((folder) => line(folder, l10n.t("Writes to: {0}", folder.value))),
  ];
}

function line<T>({ confidence, evidence }: Fact<T>, label: string, edits?: EditableFact): FactLine {
  const [best] = evidence;
  return {
    label,
    confidence,
    ...(best !== undefined && { place: { file: best.file, line: best.line }, says: best.says }),
    ...(edits !== undefined && { edits }),
  };
}

function missing(label: string, edits: EditableFact): FactLine {
  return { label, edits };
}

function optional(fact: Fact<string> | undefined, name: string): readonly FactLine[] {
  return fact === undefined ? [] : [line(fact, `${name}: ${fact.value}`)];
}

function portLine(port: NonNullable<Application["port"]>): FactLine {
  const { number, variable } = port.value;
  const label =
    variable === undefined ? l10n.t("Port: {0}", number) : l10n.t("Port: {0}, set by {1}", number, variable);
  return line(port, label, "port");
}

function toolText({ name, version }: Tool): string {
  return version === undefined ? name : `${name} ${version}`;
}

function variableText({ value: { name, required, secret } }: Application["environment"][number]): string {
  if (secret) return required ? l10n.t("Needs the secret {0}", name) : l10n.t("Reads the secret {0}", name);
  return required ? l10n.t("Needs the variable {0}", name) : l10n.t("Reads the variable {0}", name);
}
