import { describe, expect, it } from "vitest";
import { assess } from "../../../../src/core/checklists/assess.ts";
import { CHECKLISTS } from "../../../../src/core/checklists/lists.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import type { Assessment } from "../../../../src/engine/readiness/assessEnvironment.ts";
import { readinessRows } from "../../../../src/host/readiness/readinessRows.ts";
import type { ReadinessTarget } from "../../../../src/host/readiness/target.ts";
import type { Row } from "../../../../src/host/rows/row.ts";

const NOW = 600_000;
const FILE = "file:///shop/tidegate.yaml";

const FOUND: readonly Evidence[] = [
  {
    check: "load",
    verdict: "fail",
    reason: "Slow",
    message: "3 % of requests failed.",
    source: "reports/k6.json",
    collectedAt: NOW - 120_000,
    measure: { value: 3, bound: 1, good: "at-most", unit: "%" },
    places: [{ path: "load/cart.js", line: 7 }, { path: "load/pay.js" }],
  },
];

function assessment(waiting?: Assessment["waiting"]): Assessment {
  const list = assess(CHECKLISTS["pre-deployment"], { evidence: FOUND });
  return { application: "shop", environment: "production", production: true, at: NOW, lists: [list], waiting };
}

/** The row at the end of a path of labels. */
function rowAt(found: Assessment, ...labels: readonly string[]): Row<ReadinessTarget> {
  const root = { children: () => readinessRows(found, { now: NOW, file: FILE }) };
  const row = labels.reduce<{ children?: () => readonly Row<ReadinessTarget>[] }>((now, label) => {
    const next = now.children?.().find((one) => one.label === label);
    if (next === undefined) throw new Error(label);
    return next;
  }, root);
  return row as Row<ReadinessTarget>;
}

const LIST = "Pre-deployment checklist";

describe("a row of the Readiness view", () => {
  it("counts what is met, and says what is missing", () => {
    expect(rowAt(assessment(), LIST)).toMatchObject({ description: "0 of 23 · 1 missing", state: "Failed" });
    expect(rowAt(assessment(), LIST, "Communication")).toMatchObject({ description: "0 of 4", state: "none" });
  });

  it("says of a line how it stands, why, and since when", () => {
    const row = rowAt(assessment(), LIST, "Preparation", "It bore the load of a test");
    expect(row.description).toBe("missing · 2 min · 3 % of requests failed.");
    expect(row.accessibilityLabel).toBe("It bore the load of a test, missing, 3 % of requests failed, 2 min.");
  });

  it("does not say twice what it is about", () => {
    const line = rowAt(assessment(), LIST, "Communication", "Somebody is on call and in reach");
    expect(line.description).toMatch(/^open · only a person can tell/u);
    expect(line.children?.()[0]?.description).toMatch(/^only a person can tell/u);
  });

  it("shows a number against its bound, and leads to the places", () => {
    const row = rowAt(assessment(), LIST, "Preparation", "It bore the load of a test", "Load was borne");
    expect(row.description).toBe("3 % of at most 1 % · 2 min");
    expect(row).toMatchObject({ click: "tidegate.openEvidence", target: { place: { path: "load/cart.js", line: 7 } } });
    expect(row.children?.().map(({ label }) => label)).toEqual(["load/cart.js:7", "load/pay.js"]);
  });

  it("can be attested only where a run waits for a word on it", () => {
    const line = [LIST, "Communication", "Somebody is on call and in reach"] as const;
    expect(rowAt(assessment(), ...line).contextValue).not.toContain("attestable");
    const waiting = { run: "41", node: "checklist", checks: ["on-call-available"] };
    const row = rowAt(assessment(waiting), ...line);
    expect(row.contextValue).toContain(";attestable;");
    const subject = { file: FILE, run: "41", node: "checklist", check: "on-call-available" };
    expect(row.target).toMatchObject({ attest: subject });
  });

  it("has an id of its own", () => {
    const ids: string[] = [];
    const walk = (rows: readonly Row[]): void => {
      for (const row of rows) {
        ids.push(row.id);
        walk(row.children?.() ?? []);
      }
    };
    walk(readinessRows(assessment(), { now: NOW, file: FILE }));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
