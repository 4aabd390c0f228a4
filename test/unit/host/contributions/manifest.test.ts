import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDS } from "../../../../src/host/contributions/commands.ts";
import { CONTEXT_KEYS } from "../../../../src/host/contributions/contextKeys.ts";
import { manifest } from "../../../../src/host/contributions/manifest.ts";
import { MENUS } from "../../../../src/host/contributions/menus.ts";
import { PANEL_TYPE } from "../../../../src/host/contributions/panelType.ts";
import { VIEWS, WELCOME } from "../../../../src/host/contributions/views.ts";
import { WALKTHROUGH } from "../../../../src/host/contributions/walkthrough.ts";

const { members, texts } = manifest();
const clauses = [
  ...Object.values(MENUS).flatMap((items) => items.map(({ when }) => when)),
  ...WELCOME.map(({ when }) => when),
  ...Object.values(COMMANDS).flatMap((command) => ("palette" in command ? [command.palette] : [])),
];
const linked = [...WELCOME.map(({ contents }) => contents), ...WALKTHROUGH.steps.map(({ description }) => description)];

test("when clauses read only known context keys and views", () => {
  const named = new Set(clauses.flatMap((clause) => clause.match(/tidegate\.\w+/gu) ?? []));
  const known = [...Object.keys(CONTEXT_KEYS), ...Object.keys(VIEWS), PANEL_TYPE];
  expect([...named].filter((key) => key !== "tidegate.yaml" && !known.includes(key))).toEqual([]);
});

test("every link of a welcome text and of the walkthrough leads to a command", () => {
  const commands = linked.flatMap((text) => [...text.matchAll(/\(command:(tidegate\.[\w.]+)\)/gu)].map(([, id]) => id));
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((id) => id === undefined || !(id in COMMANDS))).toEqual([]);
});

test("a welcome text has one sentence or two, and at most one button", () => {
  for (const { contents } of WELCOME)
    expect(contents.match(/^\[[^\]]+\]\(command:[\w.]+\)$/gmu)?.length ?? 0).toBeLessThan(2);
});

test("at most two inline actions show on one row", () => {
  const inline = MENUS["view/item/context"]!.filter(({ group }) => group?.startsWith("inline") === true);
  const rows = {
    environments: [";workload;Failed;canPatch;revisions;", ";environment;waiting;pinned;", ";pod;canLogs;"],
    scaffoldPreview: [";file;choice;mine;undecided;"],
    runs: [";run;waiting;", ";run;asking;"],
  };
  for (const [view, values] of Object.entries(rows)) {
    for (const value of values) {
      const here = inline.filter(({ when }) => when.includes(`tidegate.${view}`));
      const shown = here.filter(({ when }) => (when.match(/;(\w+);/gu) ?? []).every((word) => value.includes(word)));
      expect({ value, actions: Math.max(shown.length, 2) }).toEqual({ value, actions: 2 });
    }
  }
});

test("titles ask in Title Case and no text shouts", () => {
  for (const { title } of Object.values(COMMANDS)) expect(title).toMatch(/^[A-Z]/u);
  for (const text of Object.values(texts)) expect(text).not.toContain("!");
});

test("every %key% of the manifest has its text", () => {
  const keys = [...JSON.stringify(members).matchAll(/%([\w.]+)%/gu)].map(([, key]) => key);
  expect(keys.filter((key) => key === undefined || !(key in texts))).toEqual([]);
});

test("settings that name a path may not be set by an untrusted workspace", () => {
  expect(JSON.stringify(members["capabilities"])).toContain('"restrictedConfigurations":["tidegate.kubeconfig"]');
});

test("the pictures that the manifest names are there", () => {
  for (const { media } of WALKTHROUGH.steps) expect(readFileSync(media, "utf8")).not.toBe("");
});

test.each([
  ["no folder", { workspaceFolderCount: 0, isWorkspaceTrusted: true }],
  ["a folder that is not trusted", { workspaceFolderCount: 1, isWorkspaceTrusted: false }],
  ["no file", { workspaceFolderCount: 1, isWorkspaceTrusted: true, "tidegate.state": "noFile" }],
  ["a broken file", { workspaceFolderCount: 1, isWorkspaceTrusted: true, "tidegate.state": "broken" }],
  ["no applications", { workspaceFolderCount: 1, isWorkspaceTrusted: true, "tidegate.state": "noApplications" }],
])("with %s every view says why it is empty, once", (_name, context) => {
  const { "tidegate.scaffoldPreview": _shownWhenFilled, ...views } = VIEWS;
  for (const view of Object.keys(views)) {
    const said = WELCOME.filter((one) => one.view === view && holds(one.when, context));
    expect({ view, said: said.length }).toEqual({ view, said: 1 });
  }
});

/** Judges a when clause of `&&`, `!`, `==` and `>`. */
function holds(clause: string, context: Readonly<Record<string, unknown>>): boolean {
  return clause.split(" && ").every((term) => {
    const [, not, key = "", sign, wanted] = /^(!?)([\w.]+)(?: (==|>) (\S+))?$/u.exec(term) ?? [];
    const value = context[key];
    if (sign === "==") return String(value) === wanted;
    if (sign === ">") return Number(value) > Number(wanted);
    return Boolean(value) !== (not === "!");
  });
}
