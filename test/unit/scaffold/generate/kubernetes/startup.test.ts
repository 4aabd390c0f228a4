import { describe, expect, it } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { kubernetesGenerator } from "../../../../../src/scaffold/generate/kubernetes/kubernetesGenerator.ts";
import { expressServer, fact } from "../../../../support/scaffold/sampleFacts.ts";
import { filesOf, type Loose, objectsIn, theOne } from "./generated.ts";

const spring = expressServer({
  name: "orders",
  language: fact("java"),
  runtime: fact({ name: "java", version: "21" }),
  ecosystem: {
    kind: "java",
    root: ".",
    tool: "maven",
    wrapper: false,
    module: ".",
    artifact: "target/*.jar",
    packaging: "boot-jar",
  },
});

/** In seconds: how long a start may take, and how long a rollout waits for it. */
function patience(application: Application): { start: number; rollout: number } {
  const deployment: Loose = theOne(
    objectsIn(filesOf(kubernetesGenerator, [application]), `k8s/base/${application.name}`),
    "Deployment",
  );
  const [{ startupProbe }] = deployment.spec.template.spec.containers;
  return {
    start: startupProbe.periodSeconds * startupProbe.failureThreshold,
    rollout: deployment.spec.progressDeadlineSeconds - deployment.spec.minReadySeconds,
  };
}

describe("the start of a server", () => {
  it("may take two minutes", () => {
    expect(patience(expressServer()).start).toBe(120);
  });

  it("may take four where classes are loaded first: a small Spring application took most of one on half a processor", () => {
    expect(patience(spring).start).toBe(240);
  });

  it("is given up before the rollout is", () => {
    for (const application of [expressServer(), spring]) {
      const { start, rollout } = patience(application);
      expect(start).toBeLessThan(rollout);
    }
  });
});
