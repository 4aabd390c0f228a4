import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Hazard, hazardOf } from "../../../../src/core/approvals/hazards.ts";
import { versionStep } from "../../../../src/core/approvals/versionStep.ts";
import { WEB } from "../support/samples.ts";

const at = (tag: string): string => `registry.local:5000/shop/web:${tag}`;
const scaled = (from: number | undefined, to: number): Hazard["id"] | undefined =>
  hazardOf({ type: "scale", workload: WEB, to, ...(from === undefined ? {} : { from }) }, false)?.id;
const deployed = (to: string): string | undefined =>
  hazardOf({ type: "image", workload: WEB, from: at("1.9.0"), to: at(to) }, false)?.reason;
const migrated = (rows?: number): Hazard["id"] | undefined =>
  hazardOf({ type: "migration", name: "0042", ...(rows === undefined ? {} : { rows }) }, false)?.id;
const changed = (kind: string, secretType?: string): Hazard["id"] | undefined =>
  hazardOf({ type: "object", kind, name: "x", ...(secretType === undefined ? {} : { secretType }) }, false)?.id;

describe("the step between two versions", () => {
  test.each([
    ["1.8.2", "1.9.0", "within-major"],
    ["v1.8.2", "1.8.3", "within-major"],
    ["1", "1.2", "within-major"],
    ["1.9.0-rc.1", "1.9.0", "within-major"],
    ["1.9.0", "2.0.0", "major"],
    ["9.9.9", "10.0.0", "major"],
    ["0.4.1", "0.4.2", "within-major"],
    ["0.4.1", "0.5.0", "major"],
    ["0.9.0", "1.0.0", "major"],
    ["1.9.0", "1.8.2", "down"],
    ["2.0.0", "1.9.0", "down"],
    ["1.9.0", "1.9.0-rc.1", "down"],
    ["1.9.0", "main-4f2a", "unknown"],
    ["latest", "1.9.0", "unknown"],
    ["1.9.0", "1.9.0", "same"],
  ])("%s to %s is %s", (from, to, step) => {
    expect(versionStep(at(from), at(to))).toBe(step);
  });

  test("cannot be told between digests, other repositories, or texts that are no images", () => {
    const digest = `registry.local:5000/shop/web@sha256:${"a".repeat(64)}`;
    expect(versionStep(at("1.9.0"), digest)).toBe("unknown");
    expect(versionStep("shop/web:1.9.0", "shop/api:1.9.1")).toBe("unknown");
    expect(versionStep("one.local/web:1.9.0", "two.local/web:1.9.1")).toBe("unknown");
    expect(versionStep("", "shop/web:1")).toBe("unknown");
    expect(versionStep("", "")).toBe("unknown");
  });

  test("is never both ways up", () => {
    const version = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)).map((numbers) => at(numbers.join(".")));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const steps = [versionStep(a, b), versionStep(b, a)];
        expect(a === b ? steps : steps.filter((step) => step === "down")).toHaveLength(a === b ? 2 : 1);
      }),
    );
  });
});

describe("what always needs a yes", () => {
  test("is a version that breaks, is older, or says nothing", () => {
    expect(deployed("1.9.1")).toBeUndefined();
    expect(deployed("2.0.0")).toBe("web goes from 1.9.0 to 2.0.0: a new major version may break who uses it.");
    expect(deployed("1.8.0")).toContain("older version");
    expect(deployed("nightly")).toContain("cannot be told");
  });

  test("is growth by more than half, exactly", () => {
    expect(scaled(4, 6)).toBeUndefined();
    expect(scaled(4, 7)).toBe("scale-over-half");
    expect(scaled(3, 4)).toBeUndefined();
    expect(scaled(1, 2)).toBe("scale-over-half");
    expect(scaled(0, 1)).toBe("scale-over-half");
    expect(scaled(10, 1)).toBeUndefined();
    expect(scaled(undefined, 1)).toBe("scale-over-half");
  });

  test("is growth by more than half at any size", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(20_000), (from, to) => {
        expect(scaled(from, to) !== undefined).toBe(2 * to > 3 * from);
      }),
    );
  });

  test("is a migration of more than ten thousand rows, or of nobody knows how many", () => {
    expect(migrated(10_000)).toBeUndefined();
    expect(migrated(10_001)).toBe("large-migration");
    expect(migrated()).toBe("large-migration");
  });

  test("is whatever carries traffic", () => {
    const kinds = ["NetworkPolicy", "Service", "Ingress", "Gateway", "HTTPRoute", "VirtualService"];
    expect(kinds.map((kind) => changed(kind))).toEqual(kinds.map(() => "network-change"));
    expect(changed("ConfigMap")).toBeUndefined();
  });

  test("is a certificate, by the type of its secret", () => {
    expect(changed("Secret", "kubernetes.io/tls")).toBe("certificate-rotation");
    expect(changed("Certificate")).toBe("certificate-rotation");
    expect(changed("Secret", "Opaque")).toBeUndefined();
  });

  test("is a restart in business hours only", () => {
    expect(hazardOf({ type: "restart", workload: WEB }, true)?.id).toBe("restart-in-business-hours");
    expect(hazardOf({ type: "restart", workload: WEB }, false)).toBeUndefined();
  });
});
