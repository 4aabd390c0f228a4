import fc from "fast-check";
import { expect, test } from "vitest";
import { timestamp } from "../../../../src/base/clock.ts";
import type { KubeEvent } from "../../../../src/core/rollout/objects.ts";
import { changedPaths } from "../../../../src/host/documents/changedPaths.ts";
import { eventsText } from "../../../../src/host/documents/eventsText.ts";
import { shownObject } from "../../../../src/host/documents/objectYaml.ts";
import { runText } from "../../../../src/host/documents/runText.ts";
import { NOW } from "../support/world.ts";
import { waiting } from "../support/runs.ts";

test("items of a list are told apart by their names", () => {
  const before = {
    c: [
      { name: "a", image: "1" },
      { name: "b", image: "1" },
    ],
  };
  const after = {
    c: [
      { name: "b", image: "2" },
      { name: "a", image: "1" },
    ],
  };
  expect(changedPaths(before, after)).toEqual([{ path: "c[b].image", before: "1", after: "2" }]);
});

test("what comes and what goes is a change from or to nothing", () => {
  expect(changedPaths({ a: 1 }, { b: [1] })).toEqual([
    { path: "a", before: 1, after: undefined },
    { path: "b", before: undefined, after: [1] },
  ]);
});

test("a value does not differ from itself", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(changedPaths(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test("values that differ as JSON differ somewhere", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      fc.pre(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)));
      expect(changedPaths(a, b)).not.toEqual([]);
    }),
  );
});

/** Order of keys is no difference; neither is that of named items, which `fc` does not make. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : value;
  return Object.entries(value)
    .map(([key, inner]) => [key, sorted(inner)])
    .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

test("YAML for people has neither managed fields nor the last applied configuration", () => {
  const metadata = {
    name: "web",
    managedFields: [{ manager: "kubectl" }],
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", team: "shop" },
  };
  expect(shownObject({ apiVersion: "v1", kind: "Pod", metadata })).toEqual({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", annotations: { team: "shop" } },
  });
});

function event(reason: string, minutes: number, count: number): KubeEvent {
  return {
    metadata: { name: reason },
    involvedObject: {},
    type: "Warning",
    reason,
    message: `${reason}\nhappened`,
    count,
    lastTimestamp: timestamp(NOW - minutes * 60_000),
  };
}

test("events stand newest first with their age and how often they came", () => {
  const lines = eventsText("Pod shop/web", [event("Old", 30, 1), event("New", 2, 5)], NOW).split("\n");
  expect(lines[2]).toMatch(/^\s*2 min {2}Warning {2}New\s+New happened \(×5\)$/u);
  expect(lines[3]).toContain("Old");
});

test("a run's document says the path taken and the place now", () => {
  const run = waiting();
  const text = runText(run, run.state.lastEventAt, "UTC");
  expect(text).toMatch(/1\. \*\*.*\*\*: started/u);
  expect(text).toContain("Now at **");
});
