import { expect, it } from "vitest";
import { quotaOf } from "../../../../../src/scaffold/generate/kubernetes/quota.ts";
import { workloadOf } from "../../../../../src/scaffold/generate/workload/workload.ts";
import { expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { inputFor } from "./generated.ts";

it("leaves room for every application at its most, in the middle of a rollout, and for backups", () => {
  const applications = [expressServer(), expressServer({ name: "cms", path: "cms", writes: [fact("data")] })];
  const input = inputFor(applications);
  const workloads = applications.map((application) => workloadOf(application, input));
  const production = sampleSettings.environments.at(-1)!;
  expect(quotaOf(production, workloads)).toMatchObject({
    pods: 10 + 2 + 1 + 1,
    cpu: { request: 13 * 100 + 50, limit: 13 * 500 + 500 },
    claims: 2,
    storage: 20,
  });
});
