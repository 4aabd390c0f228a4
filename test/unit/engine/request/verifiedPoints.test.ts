import { expect, test } from "vitest";
import type { RunState } from "../../../../src/core/run/state.ts";
import { verifiedPoints } from "../../../../src/engine/request/verifiedPoints.ts";
import { environment, release, WEB } from "../../core/support/samples.ts";

const { application, environment: name, context, namespace } = release();
const place = { application, environment: name, config: environment({ context, namespace }) };

function proving(templateHash: string, lastEventAt: number): RunState {
  const verified = [{ workload: WEB, revision: { revision: "1", templateHash, images: {} } }];
  return { release: release(), verified, lastEventAt } as unknown as RunState;
}

test("what runs that were started here proved counts, the latest first; what others tell does not", () => {
  const runs = [
    { state: proving("old", 1), known: true },
    { state: proving("forged", 9), known: false },
    { state: proving("new", 2), known: true },
  ];
  expect(verifiedPoints(runs, place, WEB).map((point) => point.templateHash)).toEqual(["new", "old"]);
});
