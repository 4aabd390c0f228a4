import { describe, expect, it } from "vitest";
import { digest } from "../../../../src/base/hash.ts";
import { guardState } from "../../../../src/core/guard/guardState.ts";
import { installPlan } from "../../../../src/core/guard/installPlan.ts";
import {
  policyId,
  policyObjects,
  type PolicyObject,
  versionOfPolicy,
} from "../../../../src/core/guard/policyObjects.ts";
import { uninstallPlan } from "../../../../src/core/guard/uninstallPlan.ts";
import { shippedPolicies } from "../../../support/guard/policies.ts";
import { guardWith, webRequest } from "../../../support/guard/requests.ts";

const wanted = await shippedPolicies();
const copies = (): PolicyObject[] => wanted.map((object) => structuredClone(object));
const labelled = (object: PolicyObject, version: string): PolicyObject => ({
  ...object,
  metadata: { ...object.metadata, labels: { "tidegate.dev/policy-version": version } },
});

function specsOf(wantedKind: string): Record<string, unknown>[] {
  return wanted.filter(({ kind }) => kind === wantedKind).map(({ spec }) => spec as Record<string, unknown>);
}

describe("the shipped policies", () => {
  it("all carry one version, and bindings follow their policies", () => {
    expect(new Set(wanted.map(({ metadata }) => metadata.labels?.["tidegate.dev/policy-version"]))).toEqual(
      new Set(["1"]),
    );
    const ids = wanted.map(policyId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids.filter((one) => one.startsWith("ValidatingAdmissionPolicyBinding "))) {
      const policy = id.replace("PolicyBinding", "Policy");
      expect(ids.indexOf(policy)).toBeGreaterThanOrEqual(0);
      expect(ids.indexOf(policy)).toBeLessThan(ids.indexOf(id));
    }
  });

  // Clusters have what a release brought. Whatever is changed after it takes a new number, by which the older ones are
  // told; until then, only the hash.
  it("say what their version says", () => {
    const said = wanted.map(({ apiVersion, kind, metadata, ...rest }) => [apiVersion, kind, metadata.name, rest]);
    expect({ version: versionOfPolicy(wanted[0]!), hash: digest(said).slice(0, 16) }).toEqual({
      version: 1,
      hash: "0b89553c77eb53e1",
    });
  });

  it("refuse where they cannot judge, and deny rather than warn", () => {
    expect(new Set(specsOf("ValidatingAdmissionPolicy").map((spec) => spec["failurePolicy"]))).toEqual(
      new Set(["Fail"]),
    );
    const actions = specsOf("ValidatingAdmissionPolicyBinding").map((spec) => spec["validationActions"]);
    expect(actions).toEqual(actions.map(() => ["Deny"]));
  });

  it("give no role a right to roles, policies or namespaces", () => {
    const roles = wanted.filter(({ kind }) => kind === "ClusterRole") as unknown as {
      rules: { apiGroups: string[]; verbs: string[] }[];
    }[];
    expect(roles.length).toBeGreaterThan(0);
    const others = roles.flatMap(({ rules }) => rules).filter(({ apiGroups }) => apiGroups.join() !== "tidegate.dev");
    expect(others.flatMap(({ verbs }) => verbs).every((verb) => verb === "get")).toBe(true);
  });

  it("that are broken are a fault, not an exception", () => {
    expect(policyObjects(["a: [b"])).toMatchObject({ ok: false, error: { reason: "PoliciesBroken" } });
    expect(policyObjects(["- 1\n---\nkind: 3\n"])).toEqual({ ok: true, value: [] });
  });
});

describe("what a cluster has of the policies", () => {
  it("is all of it, also with what a server fills in", () => {
    const found = copies().map((object) =>
      object.kind === "ValidatingAdmissionPolicy"
        ? { ...object, metadata: { ...object.metadata, uid: "u" }, status: { observedGeneration: 1 } }
        : object,
    );
    for (const { spec, kind } of found as { kind: string; spec: { matchConstraints?: object } }[]) {
      if (kind !== "ValidatingAdmissionPolicy") continue;
      Object.assign(spec.matchConstraints!, { matchPolicy: "Equivalent", namespaceSelector: {}, objectSelector: {} });
    }
    expect(guardState(wanted, found)).toMatchObject({ is: "installed", version: 1 });
  });

  it("is nothing, or in doubt where one cannot look", () => {
    expect(guardState(wanted, [])).toMatchObject({ is: "missing" });
    expect(guardState(wanted, ["forbidden", ...copies().slice(1)])).toMatchObject({ is: "unknown" });
  });

  it("is older or newer by any object's label", () => {
    const [first, ...rest] = copies();
    expect(guardState(wanted, [labelled(first!, "0"), ...rest])).toMatchObject({ is: "older", version: 0 });
    expect(guardState(wanted, [labelled(first!, "2"), ...rest])).toMatchObject({ is: "newer", version: 2 });
    expect(guardState(wanted, [labelled(first!, "soon"), ...rest])).toMatchObject({ is: "older" });
  });

  it("is only part of it where one object is missing, or says less or more", () => {
    for (const [index, object] of wanted.entries()) {
      const without = copies().map((one, place) => (place === index ? ("missing" as const) : one));
      expect(guardState(wanted, without)).toMatchObject({ is: "partly", missing: [policyId(object)] });
      const extended = copies().map((one, place) =>
        place === index ? { ...one, spec: { ...(one.spec as object), matchConditions: [], extra: true } } : one,
      );
      expect(guardState(wanted, extended)).toMatchObject({ is: "partly", altered: [policyId(object)] });
    }
  });
});

describe("what installing and undoing would do", () => {
  it("shows each object without what the server writes", () => {
    const [first] = copies();
    const there = { ...first!, metadata: { ...first!.metadata, uid: "u", resourceVersion: "7" } };
    expect(installPlan([{ current: there, next: first! }])[0]).toMatchObject({ change: "none" });
    expect(installPlan([{ current: undefined, next: first! }])[0]).toMatchObject({ change: "create", before: "" });
    const changed = labelled(first!, "9");
    const [plan] = installPlan([{ current: changed, next: first! }]);
    expect(plan).toMatchObject({ change: "change" });
    expect(plan!.before).toContain('"9"');
  });

  const nothing = { wanted, guards: [], unreadable: [], now: 0 };

  it("removes bindings first and what is not Tidegate's never", () => {
    const found = copies().map((object) =>
      object.metadata.name === "tidegate-guard-viewer"
        ? { ...object, metadata: { name: object.metadata.name } }
        : object,
    );
    const plan = uninstallPlan({ ...nothing, found });
    if (!plan.ok) throw plan.error;
    expect(plan.value.remove[0]?.kind).toBe("ValidatingAdmissionPolicyBinding");
    const kept = plan.value.keep.map(({ id }) => id);
    expect(kept).toEqual([
      "CustomResourceDefinition deploymentguards.tidegate.dev",
      "ClusterRole tidegate-guard-viewer",
    ]);
    const all = uninstallPlan({ ...nothing, found }, { withRecords: true });
    expect(all.ok && all.value.remove.at(-1)?.kind).toBe("CustomResourceDefinition");
  });

  it("waits for people, also where a guard cannot be read, unless told otherwise", () => {
    const guards = [guardWith([webRequest({ image: "a:2", now: 0 })])];
    const installed = { ...nothing, found: copies(), guards };
    expect(uninstallPlan(installed)).toMatchObject({ ok: false, error: { reason: "StillPending" } });
    expect(uninstallPlan({ ...installed, now: 1e12 })).toMatchObject({ ok: true });
    expect(uninstallPlan(installed, { whilePending: true })).toMatchObject({ ok: true });
    const doubt = { ...nothing, found: copies(), unreadable: ["shop"] };
    expect(uninstallPlan(doubt)).toMatchObject({ ok: false, error: { reason: "StillPending" } });
    expect(uninstallPlan({ ...nothing, found: ["forbidden"] })).toMatchObject({
      ok: false,
      error: { reason: "Forbidden" },
    });
  });
});
