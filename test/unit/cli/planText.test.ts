import { expect, test } from "vitest";
import { diffText } from "../../../src/cli/planText.ts";
import type { RunPlan } from "../../../src/engine/request/runPlan.ts";

function manifest(password: string) {
  const env = [
    { name: "MODE", value: "mode-of-the-shop" },
    { name: "PASSWORD", value: password },
  ];
  return { kind: "Deployment", spec: { template: { spec: { containers: [{ name: "web", env }] } } } };
}

test("a changed value of a variable is a line of the diff; no value is told, not around it either", () => {
  const workload = { kind: "Deployment", name: "web" };
  const workloads = [{ workload, before: manifest("hunter1"), after: manifest("hunter2") }];
  const text = diffText({ diff: { workloads, hash: "" } } as unknown as RunPlan);
  expect(text).toMatch(/^-\s+value: "?\[hidden [\da-f]{8}\]"?$/mu);
  expect(text).toMatch(/^\+\s+value: "?\[hidden f52fbd32\]"?$/mu);
  expect(text).toContain("name: MODE");
  expect(text).not.toMatch(/hunter|mode-of/u);
});
