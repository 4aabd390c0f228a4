import { describe, expect, it } from "vitest";
import { Fault } from "../../../../../src/base/result.ts";
import { checkSpec } from "../../../../../src/core/gates/registry.ts";
import type { CheckSpec } from "../../../../../src/core/graph/graph.ts";
import type { RunState } from "../../../../../src/core/run/state.ts";
import { IMAGE_COLLECTORS } from "../../../../../src/engine/checks/quality/imageCollectors.ts";
import type { RunPorts } from "../../../../../src/engine/runPorts.ts";
import { planned, release } from "../../../core/support/samples.ts";

const STATE = { graph: planned(), release: release() } as unknown as RunState;

function collect(check: "images-present" | "previous-images-present", find: RunPorts["images"]["find"], state = STATE) {
  return IMAGE_COLLECTORS[check].collect({ images: { find } } as RunPorts, state);
}

const BOUND = { terms: { kind: "image-size", megabytes: 500 } } as const;

function sizeOf(size: RunPorts["images"]["size"], bounds: Pick<CheckSpec, "terms"> = BOUND) {
  const spec = { ...checkSpec("image-small"), ...bounds };
  return IMAGE_COLLECTORS["image-small"].collect({ images: { size } } as RunPorts, STATE, spec);
}

/** A registry that has everything and writes down what it was asked for. */
function registry(asked: string[]): RunPorts["images"]["find"] {
  return async (image) => {
    asked.push(image);
    return { digest: "sha256:1", source: "https://registry.test" };
  };
}

describe("images", () => {
  it("of a release are asked for once each, those of its way back likewise", async () => {
    const [now, before]: [string[], string[]] = [[], []];
    expect(await collect("images-present", registry(now))).toMatchObject({ verdict: "pass" });
    expect(await collect("previous-images-present", registry(before))).toMatchObject({ verdict: "pass" });
    expect(now).toEqual([...new Set(STATE.release.changes.map(({ to }) => to))]);
    expect(before.length).toBeGreaterThan(0);
    expect(before.some((image) => now.includes(image))).toBe(false);
  });

  it("are asked for at most four at once", async () => {
    const changes = Array.from({ length: 11 }, (_one, index) => ({
      ...STATE.release.changes[0]!,
      to: `shop/web:${index}`,
    }));
    let [open, most] = [0, 0];
    await collect(
      "images-present",
      async () => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        return { digest: "sha256:1", source: "" };
      },
      { ...STATE, release: { ...STATE.release, changes } },
    );
    expect(most).toBe(4);
  });

  it.each([
    ["ImageMissing", "fail", "Missing"],
    ["RegistryRefused", "inconclusive", "SignInNeeded"],
    ["RegistryTimedOut", "inconclusive", "NoAnswer"],
    ["RegistryRateLimited", "inconclusive", "NoAnswer"],
  ])("%s is %s: %s", async (fault, verdict, reason) => {
    const find = () => Promise.reject(new Fault(fault, "It did not come."));
    expect(await collect("images-present", find)).toMatchObject({ verdict, reason });
  });
});

const platforms =
  (amd64: number, arm64 = 1) =>
  async () => ({
    platforms: { "linux/amd64": amd64, "linux/arm64": arm64 },
  });

const refused = () => Promise.reject(new Fault("RegistryRefused", "It is shown to nobody."));

/** A registry that tells of one image and not of the other. */
const onlyWeb = (bytes: number) => async (image: string) => {
  if (image === "shop/api:2") throw new Fault("RegistryTimedOut", "It did not answer.");
  return { platforms: { "linux/amd64": bytes } };
};

describe("the size of a release's images", () => {
  it.each([
    ["pass", 499_900_000, 1, 499.9],
    ["pass", 500_000_000, 1, 500],
    ["fail", 500_000_001, 1, 500.1],
    ["fail", 1, 900_000_000, 900],
  ])("%s: %i and %i bytes", async (verdict, amd64, arm64, value) => {
    const measure = { value, bound: 500, good: "at-most", unit: "MB" };
    expect(await sizeOf(platforms(amd64, arm64))).toMatchObject({ verdict, measure });
  });

  it("names what is too large, with its platform", async () => {
    const { message } = await sizeOf(platforms(700_000_000));
    expect(message).toContain(`${STATE.release.changes[0]!.to} (linux/amd64) 700 MB`);
    expect(message).not.toContain("arm64");
  });

  it("is in doubt where a registry does not tell it, and where the plan sets no bound", async () => {
    expect(await sizeOf(refused)).toMatchObject({ verdict: "inconclusive", message: expect.stringContaining("shown") });
    expect(await sizeOf(platforms(1), {})).toMatchObject({ verdict: "inconclusive", reason: "NoTerms" });
  });

  it("is in doubt where one of several is not told, and fails where another is too large", async () => {
    const changes = ["shop/web:2", "shop/api:2"].map((to) => ({ ...STATE.release.changes[0]!, to }));
    const state = { ...STATE, release: { ...STATE.release, changes } };
    const judge = (bytes: number) =>
      IMAGE_COLLECTORS["image-small"].collect({ images: { size: onlyWeb(bytes) } } as unknown as RunPorts, state, {
        ...checkSpec("image-small"),
        ...BOUND,
      });
    expect(await judge(1)).toMatchObject({ verdict: "inconclusive", reason: "NoAnswer" });
    expect(await judge(600_000_000)).toMatchObject({ verdict: "fail" });
  });
});
