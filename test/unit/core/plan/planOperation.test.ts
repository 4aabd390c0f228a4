import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { edgeFor, nodeOf } from "../../../../src/core/graph/walk.ts";
import { type Operation, operationRisk, planOperation } from "../../../../src/core/plan/planOperation.ts";
import { environment, release, START, WEB } from "../support/samples.ts";

const scale = (from: number, to: number): Operation => ({ type: "scale", workload: WEB, from, to });
const RESTART: Operation = { type: "restart", workload: WEB, at: START };

const risk = (operation: Operation, businessHours: boolean): string =>
  operationRisk({ environment: environment(), operation, businessHours }).level;

function plan(operation: Operation, settings: Parameters<typeof environment>[0] = {}, businessHours = true) {
  const named = { ...release([WEB]), purpose: "web from 2 to 4 pods" };
  return planOperation({ release: named, environment: environment(settings), operation, businessHours });
}

describe("the plan of a scaling or a restart", () => {
  test("can always be walked", () => {
    const operation = fc.oneof(
      fc.constant(RESTART),
      fc.tuple(fc.nat(50), fc.nat(50)).map(([from, to]) => scale(from, to)),
    );
    const settings = fc.record({
      production: fc.boolean(),
      rollback: fc.constantFrom("ask" as const, "automatic" as const),
    });
    fc.assert(
      fc.property(operation, settings, fc.boolean(), (one, drawn, hours) => {
        expect(validateGraph(plan(one, drawn, hours))).toEqual([]);
      }),
    );
  });

  test("asks for a yes where one is always due, and for none elsewhere", () => {
    const asks = (...args: Parameters<typeof plan>): boolean => nodeOf(plan(...args), "approve") !== undefined;
    expect(asks(scale(2, 4))).toBe(true);
    expect(asks(scale(2, 3))).toBe(false);
    expect(asks(scale(2, 4), { production: false })).toBe(false);
    expect(asks(RESTART)).toBe(true);
    expect(asks(RESTART, {}, false)).toBe(false);
    const approval = { required: 0, selfApproval: false, expires: 60, strict: true };
    expect(nodeOf(plan(scale(2, 4), { approval }), "approve")).toMatchObject({
      policy: { required: 1, strict: true },
      risk: {
        level: "high",
        reasons: ["web goes from 2 to 4 pods, 100 % more.", "It changes production.", expect.anything()],
      },
    });
  });

  test("uses the yes for its one change, and starts over where it no longer holds", () => {
    expect(nodeOf(plan(scale(2, 4)), "scale-deployment-web")).toMatchObject({ approval: "approve" });
    expect(edgeFor(plan(scale(2, 4)), "scale-deployment-web", "voided")?.to).toBe("ready");
    expect(nodeOf(plan(scale(2, 3)), "scale-deployment-web")).not.toHaveProperty("approval");
  });

  test("leads a scaling back to the pods there were, and a restart to a person", () => {
    const back = { action: { type: "scale", from: 4, to: 2 }, back: true };
    expect(nodeOf(plan(scale(2, 4)), "scale-back")).toMatchObject(back);
    expect(edgeFor(plan(scale(2, 4)), "settled", "deadline")?.to).toBe("trouble");
    expect(edgeFor(plan(scale(2, 4), { rollback: "automatic" }), "settled", "deadline")?.to).toBe("scale-back");
    expect(edgeFor(plan(RESTART), "settled", "deadline")?.to).toBe("failed");
    expect(plan(RESTART)).not.toHaveProperty("rollback");
  });

  test("is as risky as what it does", () => {
    expect([risk(scale(2, 3), false), risk(scale(2, 4), false), risk(RESTART, true)]).toEqual([
      "medium",
      "high",
      "high",
    ]);
  });
});
