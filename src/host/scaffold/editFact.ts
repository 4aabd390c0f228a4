import type { Application, Role } from "../../scaffold/facts/application.ts";
import { commandText } from "../../scaffold/facts/commandText.ts";
import type { Detection } from "../../scaffold/facts/detection.ts";
import type { Fact } from "../../scaffold/facts/fact.ts";
import { l10n } from "../l10n.ts";

/** What a person may say otherwise. */
export type EditableFact = "role" | "port" | "health" | "start";

export const ROLES: readonly Role[] = ["server", "worker", "site"];

/** Where a server is asked for and no port was found; shown as a guess, to be said otherwise. */
const LIKELY_PORT = 8080;
const MOST_PORT = 65_535;
const MOST_LENGTH = 500;

/** The text that stands in the input box at first. */
export function textOfFact(app: Application, fact: EditableFact): string {
  if (fact === "role") return app.role.value;
  if (fact === "port") return String(app.port?.value.number ?? "");
  if (fact === "health") return app.health?.value ?? "";
  return app.startCommand === undefined ? "" : commandText(app.startCommand.value);
}

/** What is wrong with a text for this fact; undefined where nothing is. */
export function objectionToFact(fact: EditableFact, text: string): string | undefined {
  const value = text.trim();
  if (fact === "port") {
    const good = /^\d{1,5}$/u.test(value) && Number(value) >= 1 && Number(value) <= MOST_PORT;
    return good ? undefined : l10n.t("Type a port, from 1 to 65535");
  }
  if (fact === "health") {
    const good = value === "" || /^\/[\w./~%-]{0,199}$/u.test(value);
    return good ? undefined : l10n.t("Type a path such as /healthz, or nothing where there is none");
  }
  if (fact === "role") return ROLES.some((role) => role === value) ? undefined : l10n.t("Choose a role");
  const good = value !== "" && value.length <= MOST_LENGTH && !/\p{Cc}/u.test(value);
  return good ? undefined : l10n.t("Type a command on one line");
}

/** The detection with a fact as a person says it; the text must be one without an objection. */
export function withFact(detection: Detection, path: string, fact: EditableFact, text: string): Detection {
  const applications = detection.applications.map((app) => (app.path === path ? edited(app, fact, text.trim()) : app));
  return { ...detection, applications };
}

function edited(app: Application, fact: EditableFact, text: string): Application {
  if (fact === "role") return withRole(app, text as Role);
  if (fact === "port") {
    return { ...app, port: said(app, app.port, { ...app.port?.value, number: Number(text) }) };
  }
  if (fact === "start") return { ...app, startCommand: said(app, app.startCommand, commandOf(text)) };
  const { health, ...rest } = app;
  return text === "" ? rest : { ...rest, health: said(app, health, text) };
}

/** A worker answers nobody; whatever answers needs a port. */
function withRole(app: Application, role: Role): Application {
  const { port, health, readiness, ...rest } = app;
  const changed = { ...rest, role: said(app, app.role, role) };
  if (role === "worker") return changed;
  const guessed: Fact<{ number: number }> = { ...said(app, port, { number: LIKELY_PORT }), confidence: "guess" };
  return {
    ...changed,
    port: port ?? guessed,
    ...(health !== undefined && { health }),
    ...(readiness !== undefined && { readiness }),
  };
}

/** The place stays, so that one still finds what the code says. */
function said<T>(app: Application, before: Fact<unknown> | undefined, value: T): Fact<T> {
  const [place] = before?.evidence ?? app.role.evidence;
  const evidence = place === undefined ? [] : [{ ...place, says: l10n.t("you said otherwise") }];
  return { value, confidence: "certain", evidence };
}

/** Plain words are a program and its arguments; anything more needs a shell. */
function commandOf(text: string): readonly string[] {
  return /^[\w./:@=+,% -]+$/u.test(text) ? text.split(/ +/u) : ["sh", "-c", text];
}
