import { describe, expect, it } from "vitest";
import { Fault } from "../../../../../src/base/result.ts";
import type { RunState } from "../../../../../src/core/run/state.ts";
import { IMAGE_COLLECTORS } from "../../../../../src/engine/checks/quality/imageCollectors.ts";
import type { RunPorts } from "../../../../../src/engine/runPorts.ts";
import { planned, release } from "../../../core/support/samples.ts";

const STATE = { graph: planned(), release: release() } as unknown as RunState;

function collect(check: keyof typeof IMAGE_COLLECTORS, find: RunPorts["images"]["find"], state = STATE) {
  return IMAGE_COLLECTORS[check].collect({ images: { find } } as RunPorts, state);
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
