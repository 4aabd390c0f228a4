import { expect, test } from "vitest";
import { chosenAtFirst } from "../../../../src/host/scaffold/chosenAtFirst.ts";
import { objectionToFact, textOfFact, withFact } from "../../../../src/host/scaffold/editFact.ts";
import { factLines } from "../../../../src/host/scaffold/factLines.ts";
import { detectionOf, expressServer } from "../../../support/scaffold/sampleFacts.ts";

const app = expressServer();
const said = (fact: Parameters<typeof withFact>[2], text: string) =>
  withFact(detectionOf(app), ".", fact, text).applications[0]!;

test("each fact says how sure it is and where it stands", () => {
  const port = factLines(app).find(({ edits }) => edits === "port");
  expect(port).toEqual({
    label: "Port: 3000, set by PORT",
    confidence: "likely",
    place: { file: "server.js", line: 1 },
    says: "is written there",
    edits: "port",
  });
});

test("what was not found can be said", () => {
  const { port: _port, health: _health, startCommand: _start, ...bare } = app;
  const missing = factLines(bare).filter(({ place }) => place === undefined);
  expect(missing.map(({ edits }) => edits)).toEqual(["start", "port", "health"]);
});

test("a worker is asked for no port", () => {
  const worker = said("role", "worker");
  expect(worker).not.toHaveProperty("port");
  expect(worker).not.toHaveProperty("health");
  expect(factLines(worker).map(({ edits }) => edits)).not.toContain("port");
});

test("a server that was a worker gets a port that is a guess", () => {
  const { port: _port, ...portless } = app;
  const [server] = withFact(detectionOf(portless), ".", "role", "server").applications;
  expect(server?.port).toMatchObject({ value: { number: 8080 }, confidence: "guess" });
});

test("a corrected port keeps its variable and the line it came from", () => {
  expect(said("port", " 4321 ").port).toEqual({
    value: { number: 4321, variable: "PORT" },
    confidence: "certain",
    evidence: [{ file: "server.js", line: 1, says: "you said otherwise" }],
  });
});

test("a command with anything but plain words goes through a shell", () => {
  expect(said("start", "node  dist/main.js --port 1").startCommand?.value).toEqual([
    "node",
    "dist/main.js",
    "--port",
    "1",
  ]);
  const shell = said("start", "migrate && node main.js");
  expect(shell.startCommand?.value).toEqual(["sh", "-c", "migrate && node main.js"]);
  expect(textOfFact(shell, "start")).toBe("migrate && node main.js");
});

test("an empty health path takes it away", () => {
  expect(said("health", "")).not.toHaveProperty("health");
});

test.each([
  ["port", "0"],
  ["port", "65536"],
  ["port", "80 "],
  ["port", "eighty"],
  ["health", "healthz"],
  ["health", "/a b"],
  ["health", "/x\ny"],
  ["role", "queen"],
  ["start", " "],
  ["start", "a\nb"],
] as const)("%s %j", (fact, text) => {
  const refused = objectionToFact(fact, text) !== undefined;
  expect(refused).toBe(text !== "80 ");
});

test("a folder means the applications in it, else the one around it, else all", () => {
  const all = ["apps/api", "apps/api-docs", "apps/web"].map((path) => expressServer({ path }));
  const paths = (subject: string | undefined): string[] => chosenAtFirst(all, subject).map(({ path }) => path);
  expect(paths("apps/api")).toEqual(["apps/api"]);
  expect(paths("apps")).toEqual(["apps/api", "apps/api-docs", "apps/web"]);
  expect(paths("apps/web/src/main.ts")).toEqual(["apps/web"]);
  expect(paths("docs")).toHaveLength(3);
  expect(paths(undefined)).toHaveLength(3);
});
