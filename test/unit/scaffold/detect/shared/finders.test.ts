import { describe, expect, test } from "vitest";
import { best } from "../../../../../src/scaffold/detect/shared/best.ts";
import { commandLineOf } from "../../../../../src/scaffold/detect/shared/commandLine.ts";
import { readEnvFile } from "../../../../../src/scaffold/detect/shared/envFile.ts";
import { readJson } from "../../../../../src/scaffold/detect/shared/json.ts";
import { portAmong, portOf } from "../../../../../src/scaffold/detect/shared/ports.ts";
import { probeOf, probesAmong } from "../../../../../src/scaffold/detect/shared/probePaths.ts";
import { readProcfile } from "../../../../../src/scaffold/detect/shared/procfile.ts";
import {
  serviceOfPackage,
  servicesAmong,
  serviceOfUrl,
  serviceOfVariable,
} from "../../../../../src/scaffold/detect/shared/services.ts";
import { variablesAmong } from "../../../../../src/scaffold/detect/shared/variables.ts";
import { elementsAt, elementText, readXml } from "../../../../../src/scaffold/detect/shared/xml.ts";
import type { Confidence, Fact } from "../../../../../src/scaffold/facts/fact.ts";

function fact<T>(value: T, confidence: Confidence, line = 1): Fact<T> {
  return { value, confidence, evidence: [{ file: "a", line, says: "it" }] };
}

describe("among several facts", () => {
  test("the surest is taken, and what says the same stands behind it", () => {
    const taken = best([fact("b", "guess", 1), undefined, fact("a", "certain", 2), fact("a", "likely", 3)]);
    expect([taken?.value, taken?.evidence.map(({ line }) => line)]).toEqual(["a", [2, 3]]);
    expect(best([])).toBeUndefined();
  });

  test("ports that disagree are a problem unless one is a guess; a variable is kept from those that agree", () => {
    const agreeing = portAmong(
      [
        fact({ number: 80 }, "certain"),
        fact({ number: 80, variable: "PORT" }, "likely"),
        fact({ number: 90 }, "guess"),
      ],
      "x",
    );
    expect([agreeing.port?.value, agreeing.problems]).toEqual([{ number: 80, variable: "PORT" }, []]);
    const { port, problems } = portAmong([fact({ number: 90 }, "likely", 1), fact({ number: 80 }, "certain", 2)], "x");
    expect([
      port?.value,
      problems.map(({ reason, path, evidence }) => [reason, path, evidence.map(({ line }) => line)]),
    ]).toEqual([{ number: 80 }, [["PortsDisagree", "x", [2, 1]]]]);
  });

  test("variables are required where one reading has nothing to go on with, and no secret has a default", () => {
    const at = { file: "a", line: 1, says: "reads it" };
    const all = variablesAmong([
      { name: "B", optional: true, default: "1", at },
      { name: "B", optional: false, at },
      { name: "A_TOKEN", optional: true, default: "x", at },
      { name: "C", optional: true, default: "1", at },
      { name: "C", optional: true, default: "2", at },
      { name: "D", optional: true, default: "http://me:pw@host", at },
      { name: "HOME", optional: false, at },
    ]);
    expect(all.map(({ value }) => value)).toEqual([
      { name: "A_TOKEN", required: false, secret: true },
      { name: "B", required: true, secret: false, default: "1" },
      { name: "C", required: false, secret: false },
      { name: "D", required: false, secret: false },
    ]);
  });
});

test.each([
  ["65535", 65_535],
  [" 80 ", 80],
  ["65536", undefined],
  ["0", undefined],
  ["8o", undefined],
])("the port %s is %s", (text, port) => expect(portOf(text)).toBe(port));

test.each([
  ["node a.js --x 'b c'", ["node", "a.js", "--x", "b c"]],
  [`say "a b"c`, ["say", "a bc"]],
  ["a && b", ["sh", "-c", "a && b"]],
  ["A=1 b", ["sh", "-c", "A=1 b"]],
  ["run $PORT", ["sh", "-c", "run $PORT"]],
  ["it's", ["sh", "-c", "it's"]],
])("the line %s is %j", (line, argv) => expect(commandLineOf(line)).toEqual(argv));

test.each([
  ["/healthz", "health"],
  ["/api/v1/health/", "health"],
  ["/actuator/health", "health"],
  ["/health/ready", "readiness"],
  ["/api/ready", "readiness"],
  ["/users/:id/status", undefined],
  ["/orders/status", undefined],
  ["/already", undefined],
  ["healthz", undefined],
])("the path %s is for %s", (path, probe) => expect(probeOf(path)).toBe(probe));

test("the plainest of several paths is taken", () => {
  const paths = ["/status", "/api/health", "/health", "/readyz", "/api/ready"].map((path) => ({ path, at: 0 }));
  expect(probesAmong(paths)).toEqual({ health: { path: "/health", at: 0 }, readiness: { path: "/readyz", at: 0 } });
});

test("services are known by packages, addresses and names", () => {
  expect(serviceOfPackage("go", "github.com/jackc/pgx/v5")).toBe("postgres");
  expect(serviceOfPackage("node", "github.com/jackc/pgx/v5")).toBeUndefined();
  expect(serviceOfUrl("jdbc:postgresql://db/x")).toBe("postgres");
  expect(serviceOfUrl("postgresql+asyncpg://db")).toBe("postgres");
  expect(serviceOfUrl("https://example.com")).toBeUndefined();
  expect(serviceOfUrl("constructor://x")).toBeUndefined();
  expect([serviceOfVariable("REDIS_URL"), serviceOfVariable("PGHOST"), serviceOfVariable("PGP_KEY")]).toEqual([
    "redis",
    "postgres",
    undefined,
  ]);
  const variables = ["DATABASE_URL", "DB_HOST", "REDIS_HOST", "REDIS_PASSWORD"].map((name) => fact({ name }, "likely"));
  const sign = { name: "postgres", confidence: "likely", at: { file: "a", line: 1, says: "it" } } as const;
  expect(servicesAmong([sign], variables).map(({ value, confidence }) => [value, confidence])).toEqual([
    [{ name: "postgres", variable: "DATABASE_URL" }, "likely"],
    [{ name: "redis", variable: "REDIS_HOST" }, "guess"],
  ]);
});

test("files of settings are read with their lines", () => {
  expect(readEnvFile(`# a\nA=1 # one\nexport B="x y" # z\nC=\nnot one\nD='#'`)).toEqual([
    { name: "A", value: "1", line: 2 },
    { name: "B", value: "x y", line: 3 },
    { name: "C", value: "", line: 4 },
    { name: "D", value: "#", line: 6 },
  ]);
  expect(readProcfile("web: node a.js\n# no\nworker : rake jobs\n")).toEqual([
    { name: "web", command: "node a.js", line: 1 },
    { name: "worker", command: "rake jobs", line: 3 },
  ]);
  const json = readJson(`{\n  // why\n  "a": {\n    "b": [1,\n 2,],\n  },\n}`);
  expect([json?.value, json?.line("a", "b"), json?.line("a", "b", 1), json?.line("a", "z")]).toEqual([
    { a: { b: [1, 2] } },
    4,
    5,
    3,
  ]);
  const xml = readXml(
    `<?xml version="1.0"?>\n<m:project xmlns:m="x">\n<a k="v"> one </a>\n<a><![CDATA[two]]></a>\n</m:project>`,
  );
  expect(elementsAt(xml, "a").map(({ text, line, attributes }) => [text, line, attributes["k"]])).toEqual([
    ["one", 3, "v"],
    ["two", 4, undefined],
  ]);
  expect([elementText(xml, "a"), elementText(xml, "b"), readXml("<a>")]).toEqual(["one", undefined, undefined]);
});
