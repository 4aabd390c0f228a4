import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignPorts } from "../../../../src/scaffold/ports/assignPorts.ts";
import { composePorts } from "../../../../src/scaffold/ports/composePorts.ts";
import { portsIn, withPorts } from "../../../../src/scaffold/ports/dotenv.ts";
import { keptPorts } from "../../../../src/scaffold/ports/hostPorts.ts";
import { portConflicts } from "../../../../src/scaffold/ports/portConflicts.ts";
import { rangeOf } from "../../../../src/scaffold/ports/portRange.ts";
import { portTable } from "../../../../src/scaffold/ports/portTable.ts";
import { portVariableOf } from "../../../../src/scaffold/ports/portVariable.ts";
import { sampleSettings } from "../../../support/scaffold/sampleFacts.ts";

const range = { from: 3000, to: 3099 };

describe("ports for what is published", () => {
  it("come from the hundred of the environment", () => {
    expect(sampleSettings.environments.slice(0, 2).map(({ name }, _, all) => rangeOf(all, name))).toEqual([
      range,
      { from: 3100, to: 3199 },
    ]);
  });

  it("stay where the project has them, are preferred ones next, and the lowest free ones last", () => {
    const wishes = [
      { variable: "A_PORT", prefers: 3000 },
      { variable: "B_PORT", prefers: 3000 },
      { variable: "C_PORT" },
    ];
    expect([...assignPorts(wishes, range, new Set([3002]), new Map([["C_PORT", 3001]]))]).toEqual([
      ["A_PORT", 3000],
      ["B_PORT", 3003],
      ["C_PORT", 3001],
    ]);
  });

  it("are never given twice, never taken ones, and the same each time", () => {
    const port = fc.integer({ min: 2995, max: 3105 });
    const wishes = fc.uniqueArray(fc.record({ variable: fc.constantFrom(..."ABCDEFGH".split("")), prefers: port }), {
      selector: ({ variable }) => variable,
    });
    fc.assert(
      fc.property(
        wishes,
        fc.uniqueArray(port),
        fc.dictionary(fc.constantFrom(..."ABCDEFGH".split("")), port),
        (wanted, busy, env) => {
          const taken = new Set(busy);
          const kept = new Map(Object.entries(env));
          const ports = assignPorts(wanted, range, taken, kept);
          expect(new Set(ports.values()).size).toBe(ports.size);
          expect([...ports].filter(([name, given]) => taken.has(given) && kept.get(name) !== given)).toEqual([]);
          expect(assignPorts(wanted, range, taken, kept)).toEqual(ports);
          expect(assignPorts(wanted, range, taken, ports)).toEqual(ports);
        },
      ),
    );
  });

  it("have none where the range is full", () => {
    expect(assignPorts([{ variable: "A" }, { variable: "B" }], { from: 1, to: 1 }, new Set(), new Map()).size).toBe(1);
  });

  it("have a variable that a shell takes", () => {
    expect(["web", "admin-api", "2fa"].map(portVariableOf)).toEqual(["WEB_PORT", "ADMIN_API_PORT", "APP_2FA_PORT"]);
  });
});

describe("ports of compose files", () => {
  it("are read in every form that names one port of the machine", () => {
    const text = [
      "services:",
      "  web:",
      "    ports:",
      '      - "${WEB_PORT:-3000}:8080"',
      '      - "127.0.0.1:3001:8081/tcp"',
      '      - "9000-9010:9000-9010"',
      "      - target: 80",
      '        published: "3002"',
      "      - 5353",
      "",
    ].join("\n");
    expect(composePorts("compose.yaml", text)).toMatchObject([
      { service: "web", host: 3000, container: 8080, variable: "WEB_PORT", place: { file: "compose.yaml", line: 4 } },
      { host: 3001, container: 8081 },
      { host: 3002, container: 80, place: { line: 7 } },
    ]);
  });

  it("are those that a variable has", () => {
    const text = "services: {a: {ports: ['${A_PORT:-1}:80', '${B_PORT}:81', '${C_PORT:?Set it}:82', '${D_PORT}:83']}}";
    const variables = new Map([
      ["A_PORT", 3000],
      ["B_PORT", 3001],
      ["C_PORT", 3002],
    ]);
    expect(composePorts("a", text, variables).map(({ host }) => host)).toEqual([3000, 3001, 3002]);
  });

  it("are none of a text that is no compose file", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(composePorts("a", text)).toEqual([]);
      }),
    );
    expect(composePorts("a", "services: {web: {ports: [null, {}, [], '99999:1', '0:0']}}")).toEqual([]);
  });
});

describe("conflicts of ports", () => {
  it("name both places and a free port for each", () => {
    const claims = [
      { name: "web", port: 3000, place: { file: "web/server.js", line: 3 } },
      { name: "api", port: 3000, place: { file: "compose.yaml", line: 9 } },
      { name: "web", port: 3000, place: { file: "compose.yaml", line: 4 } },
      { name: "db", port: 5432, place: { file: "compose.yaml", line: 20 } },
    ];
    expect(portConflicts(claims, range, new Set([5432])).map(({ message }) => message)).toEqual([
      "api wants port 3000 (compose.yaml:9), and so does web (web/server.js:3): only the first to start gets it. Give it 3001, which is free.",
      "web wants port 3000 (compose.yaml:4), and so does api (compose.yaml:9): only the first to start gets it. Give it 3002, which is free.",
      "db wants port 5432 (compose.yaml:20), and a program on this machine listens on it. Give it 3003, which is free.",
    ]);
  });
});

describe("a project's .env", () => {
  it("keeps everything that is no port, and the ports it has", () => {
    const text = "# mine\nSECRET=x\nWEB_PORT=3005 # ours\nAPI_PORT=3001";
    expect([...portsIn(text)]).toEqual([
      ["WEB_PORT", 3005],
      ["API_PORT", 3001],
    ]);
    const ports = new Map([
      ["WEB_PORT", 3005],
      ["API_PORT", 3002],
      ["DB_PORT", 3003],
    ]);
    expect(withPorts(text, ports)).toBe("# mine\nSECRET=x\nWEB_PORT=3005 # ours\nAPI_PORT=3002\nDB_PORT=3003\n");
  });

  it("keeps its line ends, quotes, comments and words, and fills in what is empty", () => {
    const text = 'export A_PORT="1" # one\r\nB_PORT=\r\nC_PORT=x\r\n';
    const ports = new Map([
      ["A_PORT", 3000],
      ["B_PORT", 3001],
      ["C_PORT", 3002],
    ]);
    expect(withPorts(text, ports)).toBe('export A_PORT="3000" # one\r\nB_PORT=3001\r\nC_PORT=x\r\nC_PORT=3002\r\n');
  });

  it("gives first what everybody has, then what this machine has", () => {
    expect([...keptPorts("A_PORT=3001\n", "A_PORT=4000\nB_PORT=4001\n")]).toEqual([
      ["A_PORT", 3001],
      ["B_PORT", 4001],
    ]);
  });

  it("has every port after it was written, and stays as it is when it is written again", () => {
    const ports = fc.dictionary(fc.constantFrom("A_PORT", "B_PORT"), fc.integer({ min: 1, max: 65_535 }));
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), ports, (text, wanted) => {
        const all = new Map(Object.entries(wanted));
        const written = withPorts(text, all);
        expect(new Map([...portsIn(written)].filter(([name]) => all.has(name)))).toEqual(all);
        expect(withPorts(written, all)).toBe(written);
      }),
    );
  });
});

describe("the table of ports", () => {
  it("has its numbers at the right, and no name that breaks it", () => {
    const rows = [{ service: "a|b", environment: "development", variable: "A_PORT", published: 3000, container: 80 }];
    expect(portTable(rows)).toBe(
      "| Service | Environment | Variable | Published | Container |\n" +
        "| :--- | :--- | :--- | ---: | ---: |\n" +
        "| a\\|b | development | `A_PORT` | 3000 | 80 |\n",
    );
  });
});
