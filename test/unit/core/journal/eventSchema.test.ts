import { expect, test } from "vitest";
import { eventSchema } from "../../../../src/core/journal/eventSchema.ts";
import { WEB } from "../support/samples.ts";

const OLDER = { desired: 6, updated: 2, ready: 6, available: 6 };

test.each([OLDER, { ...OLDER, replicas: 7 }])(
  "a verdict is read with the pods there are, and without: %j",
  (progress) => {
    const verdict = { status: "InProgress", reason: "UpdatedReplicasPending", message: "2 of 6 updated.", progress };
    const event = { type: "rollout-observed", node: "hold", workload: WEB, verdict };
    expect(eventSchema.parse(event)).toEqual(event);
  },
);
