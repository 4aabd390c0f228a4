import { describe, expect, it } from "vitest";
import { isComposeFile } from "../../../../src/core/read/composeFile.ts";
import { isForOther } from "../../../../src/scaffold/ports/composeFiles.ts";
import { composePorts } from "../../../../src/scaffold/ports/composePorts.ts";
import { type PortFacts, portReport } from "../../../../src/scaffold/ports/portReport.ts";

const range = { from: 3000, to: 3099 };

function facts(more: Partial<PortFacts>): PortFacts {
  return { range, planned: [], published: [], set: () => undefined, listening: new Set(), ...more };
}

const planned = (service: string, host: number, code: number) => ({
  service,
  variable: `${service.toUpperCase()}_PORT`,
  host,
  container: code,
  place: { file: `${service}/server.js`, line: 3 },
  code,
});

describe("a report of ports", () => {
  it("takes what a compose file publishes before what would be published", () => {
    const published = composePorts("compose.yaml", "services: {web: {ports: ['${WEB_PORT:-3005}:8080']}}");
    const { entries, proposed } = portReport(facts({ planned: [planned("web", 3000, 8080)], published }));
    expect(entries).toMatchObject([{ service: "web", host: 3005, source: "compose", place: { file: "compose.yaml" } }]);
    expect([...proposed]).toEqual([["WEB_PORT", 3005]]);
  });

  it("takes what a .env sets before everything, with its line", () => {
    const place = { file: ".env", line: 7 };
    const set = (folder: string, name: string) =>
      folder === "." && name === "WEB_PORT" ? { port: 3009, place } : undefined;
    const { entries } = portReport(facts({ planned: [planned("web", 3000, 8080)], set }));
    expect(entries).toMatchObject([{ host: 3009, source: "env", place }]);
  });

  it("names servers whose code takes the same port, until each has a port of its own somewhere", () => {
    const both = [planned("api", 3000, 8080), planned("web", 3001, 8080)];
    const { conflicts } = portReport(facts({ planned: both }));
    expect(conflicts.map(({ message }) => message)).toEqual([
      "web wants port 8080 (web/server.js:3), and so does api (api/server.js:3): only the first to start gets it. Give it 3001, which is free.",
    ]);
    const place = { file: ".env", line: 1 };
    const set = (_folder: string, name: string) => ({ port: name === "API_PORT" ? 3000 : 3001, place });
    expect(portReport(facts({ planned: both, set })).conflicts).toEqual([]);
  });

  it("tells compose files of different folders apart, and proposes for the workspace's own .env only", () => {
    const text = "services: {db: {ports: ['${DB_PORT:-5432}:5432']}}";
    const published = [...composePorts("a/compose.yaml", text), ...composePorts("compose.yaml", text)];
    const { conflicts, proposed } = portReport(facts({ published }));
    expect(conflicts.map(({ claim, free }) => [claim.name, claim.port, free])).toEqual([["db", 5432, 3000]]);
    expect(conflicts[0]?.evidence.map(({ file }) => file)).toEqual(["compose.yaml", "a/compose.yaml"]);
    expect([...proposed]).toEqual([["DB_PORT", 3000]]);
  });

  it("proposes another port where a program listens", () => {
    const { conflicts, proposed } = portReport(
      facts({ planned: [planned("web", 3000, 3000)], listening: new Set([3000, 3001]) }),
    );
    expect(conflicts.map(({ free }) => free)).toEqual([3002]);
    expect([...proposed]).toEqual([["WEB_PORT", 3002]]);
  });
});

describe("compose files", () => {
  it("are known by their names, and by the environment in them", () => {
    const names = ["compose.yaml", "a/docker-compose.yml", "docker-compose.prod.yml", "compose.override.yaml"];
    expect(names.every(isComposeFile)).toBe(true);
    expect(["composer.yaml", "compose.json", "mycompose.yaml"].some(isComposeFile)).toBe(false);
    expect(names.map((name) => isForOther(name, "development", ["development", "qa"]))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(isForOther("compose.qa.yaml", "development", ["development", "qa"])).toBe(true);
    expect(isForOther("compose.qa.yaml", "qa", ["development", "qa"])).toBe(false);
  });
});
