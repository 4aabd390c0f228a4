import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configSchema } from "../../../../src/core/config/config.ts";
import { guardsText } from "../../../../src/host/documents/guardsText.ts";

type Environments = Readonly<Record<string, object>>;

const configOf = (environments: Environments) =>
  configSchema.parse({ version: 1, applications: { shop: { environments } } });
const environment = (namespace: string, approval?: object, context = "live"): object => ({
  context,
  namespace,
  ...(approval !== undefined && { approval }),
});
const guardsIn = (text: string): unknown[] =>
  [...text.matchAll(/```yaml\n(?<yaml>[^]*?)```/gu)].map((match) => parse(match.groups!["yaml"]!) as unknown);

describe("guards to be made", () => {
  it("are one for each namespace whose approvals the cluster keeps, with its name", () => {
    const text = guardsText([
      configOf({
        staging: environment("shop-staging", { required: 1 }),
        production: environment("shop-live", { required: 2, store: "cluster" }),
        emergency: environment("shop-live", { required: 1, store: "cluster", expires: "3d" }),
        other: environment("shop-live", { required: 3, store: "cluster" }, "other"),
        free: environment("shop-free", { required: 0, store: "cluster" }),
      }),
    ]);
    expect(guardsIn(text)).toEqual([
      {
        apiVersion: "tidegate.dev/v1alpha1",
        kind: "DeploymentGuard",
        metadata: { name: "tidegate", namespace: "shop-live" },
        spec: { required: 1, approvers: { users: [], groups: [] }, enforceImages: true, maxValidity: 259_200 },
      },
      expect.objectContaining({ spec: { required: 3, approvers: { users: [], groups: [] }, enforceImages: true } }),
    ]);
    expect(text).toContain("kubectl label namespace shop-live tidegate.dev/approvals=enforced");
    expect(text).toContain(String.raw`## shop → production \(live\), shop → emergency \(live\)`);
    expect(text).not.toContain("NAMESPACE");
  });

  it("have a placeholder where no environment keeps its approvals there", () => {
    for (const configs of [[], [configOf({ staging: environment("shop-staging") })]]) {
      expect(guardsIn(guardsText(configs))).toMatchObject([{ metadata: { namespace: "NAMESPACE" } }]);
    }
  });

  it("hold a namespace that looks like a number, and nothing that a context's name smuggles in", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (context) => {
        const text = guardsText([configOf({ live: environment("0123", { store: "cluster" }, context) })]);
        expect(guardsIn(text)).toMatchObject([{ metadata: { namespace: "0123" } }]);
      }),
    );
  });
});
