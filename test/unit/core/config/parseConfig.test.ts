import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { configSchema } from "../../../../src/core/config/config.ts";
import type { ConfigFix } from "../../../../src/core/config/diagnostic.ts";
import { jsonSchema } from "../../../../src/core/config/jsonSchema.ts";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";

/** A file of one environment with these lines in it. */
function file(...lines: string[]): string {
  const head = ["version: 1", "applications:", "  shop:", "    environments:", "      staging:"];
  return `${[...head, ...["context: dev", "namespace: shop", ...lines].map((line) => `        ${line}`)].join("\n")}\n`;
}

function applied(text: string, fix: ConfigFix | undefined): string {
  if (fix === undefined) return text;
  const offset = ({ line, column }: ConfigFix["edit"]["range"]["start"]): number =>
    text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + column;
  const { start, end } = fix.edit.range;
  return text.slice(0, offset(start)) + fix.edit.newText + text.slice(offset(end));
}

function codes(text: string): string[] {
  return parseConfig(text).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
}

describe("a good file", () => {
  it("says when people work with an environment, in their time zone", () => {
    const { config, diagnostics } = parseConfig(file("businessHours: {timeZone: Europe/Berlin, from: 08:30}"));
    expect(diagnostics).toEqual([]);
    expect(config?.applications["shop"]?.environments["staging"]?.businessHours).toEqual({
      timeZone: "Europe/Berlin",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "08:30",
      to: "17:00",
    });
  });

  it("gets its defaults", () => {
    const { config, diagnostics } = parseConfig(file("deadline: 90", "approval: {approvers: [ada]}"));
    expect(diagnostics).toEqual([]);
    expect(config?.applications["shop"]?.environments["staging"]).toEqual({
      context: "dev",
      namespace: "shop",
      production: false,
      deadline: 90,
      hold: 120,
      rollback: "ask",
      path: "rollout",
      gate: ["git-clean", "diff-reviewed"],
      approval: { required: 1, approvers: ["ada"], selfApproval: false, expires: 3600, strict: false },
    });
  });

  it("may share settings by anchors and merge keys", () => {
    const text = file("approval: &rule {required: 2}").replace(
      "      staging:",
      "      live: {context: live, namespace: shop, approval: {<<: *rule}}\n      staging:",
    );
    expect(parseConfig(text).diagnostics.map(({ code }) => code)).toEqual(["syntax"]);
    const ordered = `${file("approval: &rule {required: 2}")}      live: {context: live, namespace: shop, approval: {<<: *rule}}\n`;
    expect(parseConfig(ordered).config?.applications["shop"]?.environments["live"]?.approval?.required).toBe(2);
  });

  it("reads back as what was written", () => {
    const duration = fc.oneof(
      fc.nat({ max: 86_400 }),
      fc.tuple(fc.nat({ max: 30 }), fc.constantFrom("", "s", "m", "h", "d")).map((parts) => parts.join("")),
    );
    const name = fc.stringMatching(/^[a-z][a-z0-9 ._-]{0,20}$/u).filter((text) => text.trim() === text);
    const optional = { requiredKeys: ["context", "namespace"] as ["context", "namespace"] };
    const environment = fc.record(
      {
        context: fc.string({ minLength: 1 }),
        namespace: fc.stringMatching(/^[a-z0-9]{1,20}$/u),
        production: fc.boolean(),
        deadline: duration,
        rollback: fc.constantFrom("automatic", "ask"),
        workloads: fc.array(fc.constantFrom("deployment/web", "job/migrate")),
      },
      optional,
    );
    const environments = fc.dictionary(name, environment, { maxKeys: 3 });
    const holds = fc.property(fc.dictionary(name, fc.record({ environments }), { maxKeys: 3 }), (applications) => {
      const data = { version: 1, applications };
      const { config, diagnostics } = parseConfig(stringify(data));
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(config).toEqual(configSchema.parse(data));
    });
    expect(fc.check(holds).counterexample).toBeNull();
  });
});

describe("a bad file", () => {
  it.each([
    ["an unknown key", file("aproval: {}"), "unknown-key", 7, '"aproval" is not known here: did you mean approval?'],
    ["a key like none", file("colour: red"), "unknown-key", 7, '"colour" is not known here; known are context'],
    [
      "a missing key",
      "version: 1\napplications:\n  shop:\n    environments:\n      live: {context: a}\n",
      "missing-key",
      4,
      '"live" has no namespace: add it.',
    ],
    ["no version", "applications: {}\n", "missing-key", 0, "begin with version: 1"],
    ["another version", "version: 2\napplications: {}\n", "unknown-version", 0, "this Tidegate reads version 1"],
    ["a wrong type", file("production: yes"), "wrong-type", 7, "production must be true or false."],
    ["a mapping of nothing", file("approval:"), "wrong-type", 7, "approval must be a mapping."],
    ["a text for a list", file("workloads: deployment/web"), "wrong-type", 7, "workloads must be a list."],
    ["a bad duration", file("hold: 5 minutes"), "bad-duration", 7, "hold is not a duration."],
    ["a duration in words", file("hold: 1 minute"), "bad-duration", 7, "such as 90s, 10m or 2h; at most 30d."],
    ["a duration without end", file("hold: 99d"), "bad-duration", 7, "at most 30d"],
    ["a bad choice", file("rollback: automatik"), "bad-value", 7, "rollback must be automatic or ask."],
    [
      "nothing where something must be",
      file("thresholds: { requests: 0 }"),
      "bad-value",
      7,
      "requests must be more than 0.",
    ],
    ["too little", file("thresholds: { regression: -1 }"), "bad-value", 7, "regression must be at least 0."],
    ["a bad workload", file("workloads: [pod/web]"), "bad-value", 7, "kind/name"],
    [
      "no time zone",
      file("businessHours: {timeZone: Berlin}"),
      "bad-value",
      7,
      "Write a time zone by its IANA name, such as Europe/Berlin or UTC.",
    ],
    [
      "no time",
      file("businessHours: {timeZone: UTC, from: 9am}"),
      "bad-value",
      7,
      'Write a time as "09:00", from "00:00" to "23:59".',
    ],
    [
      "business hours without their time zone",
      file("businessHours: {}"),
      "missing-key",
      7,
      '"businessHours" has no timeZone: add it.',
    ],
    [
      "an unknown day",
      file("businessHours: {timeZone: UTC, days: [mon, tues]}"),
      "bad-value",
      7,
      "An item of days must be mon or tue or wed or thu or fri or sat or sun.",
    ],
    ["strictness that is neither", file("approval: {strict: maybe}"), "wrong-type", 7, "strict must be true or false."],
    ["too many approvals", file("approval: {required: 21}"), "bad-value", 7, "required must be at most 20."],
    ["a duplicate key", file("namespace: twice"), "duplicate-key", 7, "appears twice"],
    ["a tab", "version: 1\napplications:\n\tshop: {}\n", "syntax", 2, "A tab cannot indent"],
    [
      "a name with markup",
      "version: 1\napplications: {<b>shop</b>: {environments: {}}}\n",
      "bad-name",
      1,
      "cannot be a name",
    ],
    [
      "a path that leaves",
      "version: 1\napplications: {shop: {path: ../.., environments: {}}}\n",
      "bad-value",
      1,
      "stays inside",
    ],
    ["no mapping", "- a\n- b\n", "not-a-mapping", 0, "is not a mapping"],
    ["nothing", " \n", "not-a-mapping", 0, "is empty"],
    ["two documents", "version: 1\napplications: {}\n---\na: 1\n", "syntax", 2, "more than one document"],
  ])("with %s says so at its line", (_what, text, code, line, part) => {
    const { config, diagnostics } = parseConfig(text);
    expect(config).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ severity: "error", code, range: { start: { line } } });
    expect(diagnostics[0]?.message).toContain(part);
  });

  it.each([
    file("aproval: {}"),
    file("production: no"),
    file("approval:"),
    file("workloads: deployment/web"),
    file("hold: 5 minutes"),
    file("rollback: automatik"),
    file("rollback: aks"),
    file("").replace("context: dev", "context: 17"),
    "applications: {}\n",
    'version: "1"\napplications: {}\n',
  ])("%j is mended by its fix", (text) => {
    const [first] = parseConfig(text).diagnostics;
    expect(first?.fix?.title).toBeDefined();
    expect(parseConfig(applied(text, first?.fix)).diagnostics).toEqual([]);
  });

  it("that is huge, deep or full of aliases is refused with a sentence", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ...["b", "c", "d", "e", "f"].map(
        (key, index) => `${key}: &${key} [${Array.from({ length: 9 }, () => `*${"abcdef"[index]}`).join(",")}]`,
      ),
    ];
    const refused = ["x".repeat(10_000_000), `a: ${"[".repeat(50_000)}`, bomb.join("\n")].map(
      (text) => parseConfig(text).diagnostics[0],
    );
    expect(refused.map((diagnostic) => diagnostic?.code)).toEqual(["too-large", "syntax", "syntax"]);
    expect(refused[0]?.message).toBe("The file has 10 MB; at most 1 MB is read. Is it another file under this name?");
  });

  it("never throws, whatever it is", () => {
    const data = fc.record(
      { version: fc.oneof(fc.constant(1), fc.anything()), applications: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const holds = fc.property(
      fc.oneof(
        fc.string(),
        data.map((value) => JSON.stringify(value)),
        fc.jsonValue().map((value) => stringify(value)),
      ),
      (text) => {
        const { config, diagnostics } = parseConfig(text);
        return (config === undefined) === diagnostics.some(({ severity }) => severity === "error");
      },
    );
    expect(fc.check(holds, { numRuns: 300 }).counterexample).toBeNull();
  });
});

describe("a doubtful file", () => {
  it("is warned about and used", () => {
    expect(codes(file("production: true"))).toEqual(["warning approval-missing"]);
    expect(codes(file("production: true", "approval: {required: 0}"))).toEqual(["warning approval-missing"]);
    expect(codes(file("approval: {approvers: []}"))).toEqual(["warning nobody-can-approve"]);
    expect(codes(file("approval: {required: 2, approvers: [ada, ada]}"))).toEqual(["warning too-few-approvers"]);
  });

  it("has two applications on the same workloads", () => {
    const other = "  other: {environments: {staging: {context: dev, namespace: shop, workloads: [deployment/web]}}}\n";
    expect(codes(file() + other)).toEqual(["warning shared-target"]);
    expect(codes(file("workloads: [deployment/api]") + other)).toEqual([]);
  });
});

describe("the JSON schema", () => {
  it("is the same every time and explains every key", () => {
    expect(JSON.stringify(jsonSchema())).toBe(JSON.stringify(jsonSchema()));
    expect(JSON.stringify(jsonSchema())).toContain("The kubeconfig context of the cluster.");
  });
});
