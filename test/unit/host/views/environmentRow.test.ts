import { expect, test } from "vitest";
import type { EnvironmentInput } from "../../../../src/host/views/environments/model/input.ts";
import { environmentRow } from "../../../../src/host/views/environments/model/environmentRow.ts";
import { deployment, environment, NOW, STAGING } from "../support/world.ts";

const view = { now: NOW, timeZone: "UTC", filter: "" };
const row = (input: EnvironmentInput) => environmentRow(input, view);
const failed = (reason: string, message = "No.") =>
  environment([], { snapshot: { phase: { phase: "failed", reason, message } } });

test("a healthy environment says version, state and age", () => {
  const healthy = row(environment([deployment(), deployment({ name: "worker", minutes: 30 })]));
  expect([healthy.label, healthy.description, healthy.icon.id]).toEqual([
    "staging",
    "1.9.0 · healthy · 12 min",
    "pass-filled",
  ]);
});

test("its screen-reader label is one sentence that says all of it", () => {
  expect(row(environment([deployment()])).accessibilityLabel).toBe("Environment staging, 1.9.0, healthy, 12 min.");
});

test("production is marked in its label, its decoration and its spoken name", () => {
  const production = row(environment([deployment()], { config: { ...STAGING, production: true } }));
  expect(production).toMatchObject({ label: "staging (PROD)", production: true });
  expect(production.accessibilityLabel).toMatch(/^Production environment staging/u);
});

test("a rollout says how far it is over all workloads", () => {
  const rolling = environment([deployment({ desired: 4, updated: 2, ready: 3 }), deployment({ name: "worker" })]);
  expect(row(rolling).description).toBe("1.9.0 · rolling, 2 of 4 · 12 min");
});

test("a run under way speaks for its environment", () => {
  const run = { run: "41", line: "1.8.2 → 1.9.0 · rolling, 2 of 6", waiting: undefined, workloads: ["web"] };
  expect(row(environment([deployment()], { run })).description).toBe("1.8.2 → 1.9.0 · rolling, 2 of 6");
});

test("an approval that waits brings its inline action", () => {
  const run = { run: "41", line: "x", waiting: "approval" as const, workloads: [] };
  expect(row(environment([deployment()], { run })).contextValue).toContain(";waiting;");
});

test("the worst workload decides the state", () => {
  expect(row(environment([deployment(), deployment({ name: "worker", paused: true })])).state).toBe("Paused");
});

test("one workload scaled to zero beside a healthy one is healthy; alone it is not", () => {
  const zero = deployment({ name: "worker", desired: 0 });
  expect(row(environment([deployment(), zero])).state).toBe("Current");
  expect(row(environment([zero])).state).toBe("ScaledToZero");
});

test("versions that differ are listed, and counted when they are many", () => {
  const versions = ["1.0", "2.0", "3.0"].map((tag) => deployment({ name: `w${tag}`, image: `shop/w:${tag}` }));
  expect(row(environment(versions.slice(0, 2))).description).toMatch(/^1\.0, 2\.0 · /u);
  expect(row(environment(versions)).description).toMatch(/^3 versions · /u);
});

test("a lost connection says for how long, and when what is shown was true", () => {
  const phase = { phase: "stale", since: NOW - 120_000, reason: "Timeout", message: "kind did not answer." } as const;
  const stale = row(environment([deployment()], { snapshot: { phase } }));
  expect([stale.description, stale.icon.id]).toEqual(["no answer for 2 min · showing 11:58", "cloud-offline"]);
  expect(stale.children?.()).toHaveLength(1);
});

test("each reason why nothing can be shown has its own words", () => {
  const reasons = ["Forbidden", "Unauthorized", "CredentialFailed", "Unreachable", "Timeout", "ContextUnknown"];
  const words = [...reasons, "KubeconfigInvalid"].map((reason) => row(failed(reason)).description);
  expect(words[0]).toBe("not allowed to list Deployments");
  expect(new Set(words).size).toBe(words.length);
  expect(words.slice(5)).toEqual(["no such context", "no kubeconfig to read"]);
  expect(row(failed("Forbidden")).icon.id).toBe("lock");
});

test("an environment that is loading, empty or not watched says so and opens to nothing", () => {
  const of = (phase: "idle" | "loading") => row(environment([], { snapshot: { phase: { phase } } }));
  expect(of("loading").description).toBe("loading");
  expect(of("idle").description).toBe("not watched");
  expect(row(environment([]))).toMatchObject({ description: "nothing deployed yet", collapsible: "none" });
});

test("what is awaited is open from the start: a row that had nothing below it would stay closed", () => {
  const of = (phase: "idle" | "loading") => row(environment([], { snapshot: { phase: { phase } } })).collapsible;
  expect([of("idle"), of("loading"), row(failed("Forbidden")).collapsible]).toEqual(["expanded", "expanded", "none"]);
});

test("kinds that may not be read are named in the tooltip and hide nothing else", () => {
  const missing = [{ kind: "Job", reason: "Forbidden", message: "jobs is forbidden" }] as const;
  const partly = row(environment([deployment()], { snapshot: { phase: { phase: "live", missing } } }));
  expect(partly.description).toContain("healthy");
  expect(partly.tooltip).toContain("Jobs are not shown");
});

test("markup in names stays words", () => {
  const key = { file: "f", application: "shop", environment: "[x](command:y) $(bug)\n**b**" };
  const tooltip = row(environment([deployment()], { key })).tooltip;
  expect(tooltip).not.toContain("[x](command:y)");
  expect(tooltip).not.toMatch(/(?<!\\)\$\(/u);
  expect(row(environment([deployment()], { key })).label).not.toContain("\n");
});

test("Deploy is offered only to those who may patch a workload", () => {
  expect(row(environment([deployment()])).contextValue).toContain(";canDeploy;");
  expect(row(environment([deployment()], { snapshot: { access: undefined } })).contextValue).not.toContain("canDeploy");
});
