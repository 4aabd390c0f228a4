import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyApplications } from "../../../../support/scaffold/anyApplication.ts";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { kubernetesGenerator } from "../../../../../src/scaffold/generate/kubernetes/kubernetesGenerator.ts";
import { documentsOf, filesOf, type Loose, objectsIn, selects, theOne } from "./generated.ts";

/** Runs a check on the objects of every application, for any applications. */
function forAny(check: (objects: readonly Loose[], application: Application) => void): void {
  fc.assert(
    fc.property(anyApplications(), (applications) => {
      const files = filesOf(kubernetesGenerator, applications);
      for (const one of applications) check(objectsIn(files, `k8s/base/${one.name}`), one);
    }),
    { numRuns: 30 },
  );
}

function optional(objects: readonly Loose[], kind: string): Loose {
  return objects.find((one) => one.kind === kind);
}

describe("manifests of any facts", () => {
  it("are YAML that names every resource it has, and the same each time", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const files = new Map(filesOf(kubernetesGenerator, applications));
        expect([...filesOf(kubernetesGenerator, applications)]).toEqual([...files]);
        expect(files.delete(".trivyignore")).toBe(true);
        for (const { path, text } of files.values()) {
          expect(path).toMatch(/^k8s\/[a-z0-9./-]+\.yaml$/u);
          expect(text).toMatch(/[^\n]\n$/u);
          const documents = documentsOf(text);
          expect(documents.every((one) => typeof one.kind === "string")).toBe(true);
          if (!path.endsWith("/kustomization.yaml")) continue;
          for (const { patch } of documents[0].patches ?? []) documentsOf(patch);
          const folder = path.slice(0, path.lastIndexOf("/"));
          for (const resource of documents[0].resources) {
            const target = new URL(resource, `file:///${folder}/`).pathname.slice(1);
            expect(files.has(target) || files.has(`${target}/kustomization.yaml`)).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("select the pods they are about", () => {
    forAny((objects) => {
      const { spec, metadata } = theOne(objects, "Deployment");
      const { labels } = spec.template.metadata;
      const name: string = metadata.name;
      const spreads = spec.template.spec.topologySpreadConstraints ?? [];
      const selectors = [
        spec.selector.matchLabels,
        optional(objects, "Service")?.spec.selector ?? labels,
        theOne(objects, "PodDisruptionBudget").spec.selector.matchLabels,
        theOne(objects, "NetworkPolicy", name).spec.podSelector.matchLabels,
        ...spreads.map(({ labelSelector }: Loose) => labelSelector.matchLabels),
      ];
      expect(selectors.every((selector) => selects(selector, labels))).toBe(true);
      const backup = optional(objects, "CronJob")?.spec.jobTemplate.spec.template.metadata.labels ?? {};
      expect(selects(spec.selector.matchLabels, backup)).toBe(false);
      expect(spec.template.spec.serviceAccountName).toBe(theOne(objects, "ServiceAccount").metadata.name);
    });
  });

  it("agree on the port", () => {
    forAny((objects, application) => {
      const [container] = theOne(objects, "Deployment").spec.template.spec.containers;
      const ports = container.ports?.map(({ containerPort }: Loose) => containerPort) ?? [];
      const names = container.ports?.map(({ name }: Loose) => name) ?? [];
      const { ingress } = theOne(objects, "NetworkPolicy", application.name).spec;
      const probes = ["startupProbe", "readinessProbe", "livenessProbe"].flatMap((probe) => container[probe] ?? []);
      expect(ports).toHaveLength(application.role.value === "worker" ? 0 : 1);
      expect(probes).toHaveLength(ports.length * 3);
      expect((ingress?.[0].ports ?? []).map(({ port }: Loose) => port)).toEqual(ports);
      expect((optional(objects, "Service")?.spec.ports ?? []).map(({ targetPort }: Loose) => targetPort)).toEqual(
        names,
      );
      expect(probes.every(({ httpGet, tcpSocket }) => (httpGet ?? tcpSocket).port === names[0])).toBe(true);
      const values = (container.env ?? []).flatMap(({ value }: Loose) => value ?? []);
      expect(values.every((value: string) => value === String(ports[0]))).toBe(true);
    });
  });

  it("have either a number of replicas or an autoscaler, and one that finds it", () => {
    forAny((objects) => {
      const deployment = theOne(objects, "Deployment");
      const autoscaler = optional(objects, "HorizontalPodAutoscaler");
      expect("replicas" in deployment.spec).toBe(autoscaler === undefined);
      expect(autoscaler?.spec.scaleTargetRef.name ?? deployment.metadata.name).toBe(deployment.metadata.name);
    });
  });

  it("are spread, or say that there is one alone", () => {
    forAny((objects) => {
      const { metadata, spec } = theOne(objects, "Deployment");
      const exempt = metadata.annotations["polaris.fairwinds.com/topologySpreadConstraint-exempt"];
      expect(exempt).toBe(spec.template.spec.topologySpreadConstraints === undefined ? "true" : undefined);
      expect(exempt === "true").toBe(spec.strategy.type === "Recreate");
    });
  });

  it("mount every volume once, and claim those that are there", () => {
    forAny((objects) => {
      const { volumes, containers } = theOne(objects, "Deployment").spec.template.spec;
      const names: string[] = volumes.map(({ name }: Loose) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u.test(name))).toBe(true);
      expect(containers[0].volumeMounts.map(({ name }: Loose) => name)).toEqual(names);
      const paths: string[] = containers[0].volumeMounts.map(({ mountPath }: Loose) => mountPath);
      expect(paths.every((path) => path.startsWith("/") && path !== "/" && !path.includes(":"))).toBe(true);
      expect(new Set(paths).size).toBe(paths.length);
      for (const { persistentVolumeClaim } of volumes) {
        if (persistentVolumeClaim) theOne(objects, "PersistentVolumeClaim", persistentVolumeClaim.claimName);
      }
    });
  });

  it("set every variable once, and no secret by its value", () => {
    forAny((objects, { environment }) => {
      const env: readonly Loose[] = theOne(objects, "Deployment").spec.template.spec.containers[0].env ?? [];
      expect(new Set(env.map(({ name }) => name)).size).toBe(env.length);
      const secret = new Set(environment.filter(({ value }) => value.secret).map(({ value }) => value.name));
      const plain = env.filter(({ value }) => value !== undefined).map(({ name }) => name);
      expect(plain.length).toBeLessThanOrEqual(1);
      const held = env.filter(({ name }) => secret.has(name) && !plain.includes(name));
      expect(held.every(({ valueFrom }) => valueFrom.secretKeyRef !== undefined)).toBe(true);
    });
  });
});
