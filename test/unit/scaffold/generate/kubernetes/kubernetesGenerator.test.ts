import { describe, expect, it } from "vitest";
import { expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { KUBERNETES_RULES } from "../../../../../src/core/rules/kubernetesRules.ts";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { kubernetesGenerator } from "../../../../../src/scaffold/generate/kubernetes/kubernetesGenerator.ts";
import { documentsOf, filesOf, type Loose, objectsIn, theOne } from "./generated.ts";

function without(application: Application, ...keys: readonly (keyof Application)[]): Application {
  return Object.fromEntries(
    Object.entries(application).filter(([key]) => !keys.includes(key as keyof Application)),
  ) as unknown as Application;
}

const worker = without(
  expressServer({ name: "mailer", path: "mailer", role: fact("worker"), services: [fact({ name: "redis" })] }),
  "port",
  "health",
);
const keeper = expressServer({ name: "cms", path: "cms", writes: [fact("uploads"), fact("log")] });

function baseOf(application: Application): readonly Loose[] {
  return objectsIn(filesOf(kubernetesGenerator, [application]), `k8s/base/${application.name}`);
}

function containerOf(objects: readonly Loose[]): Loose {
  return theOne(objects, "Deployment").spec.template.spec.containers[0];
}

function overlay(environment: string, ...applications: readonly Application[]): Loose {
  const files = filesOf(kubernetesGenerator, applications);
  return documentsOf(files.get(`k8s/overlays/${environment}/kustomization.yaml`)?.text ?? "")[0];
}

/** The patches of an overlay that are for a kind, as what they say. */
function patchesFor(kustomization: Loose, kind: string): readonly Loose[] {
  return kustomization.patches
    .filter(({ target }: Loose) => target.kind === kind)
    .map(({ patch }: Loose) => documentsOf(patch)[0]);
}

describe("manifests of a server", () => {
  const objects = baseOf(expressServer());

  it("are a folder for it and an overlay for each environment", () => {
    expect([...filesOf(kubernetesGenerator, [expressServer()]).keys()]).toEqual([
      ".trivyignore",
      "k8s/base/kustomization.yaml",
      "k8s/base/default-deny.yaml",
      ...[
        "kustomization",
        "deployment",
        "service-account",
        "service",
        "ingress",
        "network-policy",
        "pod-disruption-budget",
        "horizontal-pod-autoscaler",
      ].map((name) => `k8s/base/shop/${name}.yaml`),
      ...["development", "staging", "production"].flatMap((name) => [
        `k8s/overlays/${name}/kustomization.yaml`,
        `k8s/overlays/${name}/namespace.yaml`,
      ]),
    ]);
  });

  it("are in a namespace wherever one begins to build, with what is made only then", () => {
    const files = [...filesOf(kubernetesGenerator, [expressServer()])];
    const kustomizations = files.flatMap(([path, { text }]) => (path.endsWith("/kustomization.yaml") ? [text] : []));
    expect(kustomizations.map((text) => documentsOf(text)[0].namespace)).toEqual([
      "shop",
      "shop",
      "shop-development",
      "shop-staging",
      "shop-production",
    ]);
  });

  it("leave the number of replicas to the autoscaler", () => {
    expect(theOne(objects, "Deployment").spec).not.toHaveProperty("replicas");
    expect(theOne(objects, "HorizontalPodAutoscaler").spec).toMatchObject({ minReplicas: 3, maxReplicas: 10 });
  });

  it("run it as nobody, without rights, token or a root to write to", () => {
    const pod = theOne(objects, "Deployment").spec.template.spec;
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: "RuntimeDefault" } },
    });
    expect(containerOf(objects).securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("take secrets from a Secret that they do not make", () => {
    expect(containerOf(objects).env).toContainEqual({
      name: "DATABASE_URL",
      valueFrom: { secretKeyRef: { name: "shop-secrets", key: "DATABASE_URL" } },
    });
    expect(objects.map(({ kind }) => kind)).not.toContain("Secret");
  });

  it("let it reach the cluster's DNS and its database, and nothing else", () => {
    const { egress, ingress } = theOne(objects, "NetworkPolicy").spec;
    expect(egress.flatMap(({ ports }: Loose) => ports.map(({ port }: Loose) => port))).toEqual([53, 53, 5432]);
    expect(ingress).toHaveLength(1);
    expect(ingress[0].ports).toEqual([{ protocol: "TCP", port: 3000 }]);
  });

  it("ask for the port only to know whether it lives, where there is one path", () => {
    expect(containerOf(objects)).toMatchObject({
      startupProbe: { httpGet: { path: "/healthz", port: "http" } },
      readinessProbe: { httpGet: { path: "/healthz", port: "http" } },
      livenessProbe: { tcpSocket: { port: "http" } },
    });
  });

  it("ask each question at its own path, where there are two", () => {
    const both = baseOf(expressServer({ readiness: fact("/ready") }));
    expect(containerOf(both)).toMatchObject({
      readinessProbe: { httpGet: { path: "/ready" } },
      livenessProbe: { httpGet: { path: "/healthz" } },
    });
  });

  it("ask by a host that a framework knows, where it refuses others", () => {
    const django = expressServer({ framework: fact("django") });
    const [container] = theOne(baseOf(django), "Deployment").spec.template.spec.containers;
    const headers = [{ name: "Host", value: "127.0.0.1" }];
    expect(container.readinessProbe.httpGet).toMatchObject({ path: "/healthz", httpHeaders: headers });
    expect(theOne(objects, "Deployment").spec.template.spec.containers[0].readinessProbe.httpGet).toEqual({
      path: "/healthz",
      port: "http",
    });
  });

  it("sign in where images are private", () => {
    expect(theOne(objects, "ServiceAccount").imagePullSecrets).toEqual([{ name: "shop-registry" }]);
  });

  it("say in each environment which settings only a person knows", () => {
    const variable = fact({ name: "API_BASE", required: true, secret: false });
    const files = filesOf(kubernetesGenerator, [expressServer({ environment: [variable] })]);
    const text = files.get("k8s/overlays/production/kustomization.yaml")?.text;
    expect(text).toMatch(/# Pods of shop do not start .* merges into shop-config:\n# API_BASE\n/u);
  });

  it("open a low port without root", () => {
    const low = baseOf(expressServer({ port: fact({ number: 80 }) }));
    expect(theOne(low, "Deployment").spec.template.spec.securityContext.sysctls).toEqual([
      { name: "net.ipv4.ip_unprivileged_port_start", value: "0" },
    ]);
  });

  it("do not start without a setting that only a person knows", () => {
    const required = { name: "API_BASE", required: true, secret: false };
    const [reference] = containerOf(baseOf(expressServer({ environment: [fact(required)] }))).env.slice(1);
    expect(reference).toEqual({
      name: "API_BASE",
      valueFrom: { configMapKeyRef: { name: "shop-config", key: "API_BASE" } },
    });
  });

  it("give a Service a name that Kubernetes takes, where the application's begins with a digit", () => {
    const game = baseOf(expressServer({ name: "2048" }));
    expect(theOne(game, "Service").metadata.name).toBe("app-2048");
    expect(theOne(game, "Ingress").spec.rules[0].http.paths[0].backend.service.name).toBe("app-2048");
  });
});

describe("manifests of a worker", () => {
  const objects = baseOf(worker);

  it("have nothing that takes requests, and say why there are no probes", () => {
    expect(objects.map(({ kind }) => kind)).not.toContain("Service");
    expect(objects.map(({ kind }) => kind)).not.toContain("Ingress");
    expect(containerOf(objects)).not.toHaveProperty("livenessProbe");
    const { annotations } = theOne(objects, "Deployment").metadata;
    expect(annotations["ignore-check.kube-linter.io/no-liveness-probe"]).toMatch(/listens on no port/u);
    expect(theOne(objects, "NetworkPolicy").spec).not.toHaveProperty("ingress");
  });

  it("scale it by its processor alone", () => {
    const { metrics } = theOne(objects, "HorizontalPodAutoscaler").spec;
    expect(metrics.map(({ resource }: Loose) => resource.name)).toEqual(["cpu"]);
  });
});

describe("manifests of what a clock drives", () => {
  const beat = expressServer({ role: fact("worker"), startCommand: fact(["celery", "--app", "shop", "beat"]) });

  it("never have two of it, in no environment", () => {
    const files = filesOf(kubernetesGenerator, [beat]);
    expect(theOne(baseOf(beat), "Deployment").spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(files.has("k8s/base/shop/horizontal-pod-autoscaler.yaml")).toBe(false);
    expect(files.has("k8s/base/shop/persistent-volume-claim.yaml")).toBe(false);
    for (const name of ["development", "staging", "production"]) {
      expect(files.get(`k8s/overlays/${name}/kustomization.yaml`)?.text).not.toMatch(/replicas:|minReplicas/u);
    }
  });
});

describe("manifests of what keeps files", () => {
  const objects = baseOf(keeper);

  it("let one pod write them, and end it before the next one starts", () => {
    expect(theOne(objects, "Deployment").spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(objects.map(({ kind }) => kind)).not.toContain("HorizontalPodAutoscaler");
  });

  it("keep what must be kept on a claim, and the rest in bounded scratch", () => {
    const { volumes } = theOne(objects, "Deployment").spec.template.spec;
    expect(volumes).toEqual([
      { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
      { name: "uploads", persistentVolumeClaim: { claimName: "cms-uploads" } },
      { name: "log", emptyDir: { sizeLimit: "256Mi" } },
    ]);
    expect(theOne(objects, "PersistentVolumeClaim", "cms-uploads").spec.accessModes).toEqual(["ReadWriteOnce"]);
  });

  it("back it up where it lies, never twice at once, and read only", () => {
    const { spec } = theOne(objects, "CronJob");
    const { spec: pod, metadata } = spec.jobTemplate.spec.template;
    expect(spec.concurrencyPolicy).toBe("Forbid");
    expect(pod.containers[0].image).toMatch(/^busybox:.*@sha256:/u);
    expect(pod.containers[0].volumeMounts[0]).toEqual({ name: "uploads", mountPath: "/kept/uploads", readOnly: true });
    const policy = theOne(objects, "NetworkPolicy", "cms-backup").spec;
    expect(metadata.labels).toMatchObject(policy.podSelector.matchLabels);
    expect(policy).not.toHaveProperty("egress");
  });
});

describe("environments", () => {
  it("differ in how far an application scales", () => {
    const remove = { $patch: "delete", kind: "HorizontalPodAutoscaler" };
    expect(patchesFor(overlay("development", expressServer()), "HorizontalPodAutoscaler")[0]).toMatchObject(remove);
    expect(overlay("development", expressServer()).replicas).toEqual([{ name: "shop", count: 1 }]);
    expect(patchesFor(overlay("production", expressServer()), "HorizontalPodAutoscaler")[0]).toEqual([
      { op: "replace", path: "/spec/minReplicas", value: 3 },
      { op: "replace", path: "/spec/maxReplicas", value: 10 },
    ]);
  });

  it("differ in host, log level and room for what is kept", () => {
    const [development, production] = ["development", "production"].map((name) => overlay(name, keeper));
    expect(development.configMapGenerator[0].literals).toEqual(["LOG_LEVEL=debug"]);
    expect(production.configMapGenerator[0].literals).toEqual(["LOG_LEVEL=info"]);
    expect(patchesFor(development, "Ingress")[0][0].value).toBe("shop.development.example.com");
    expect(patchesFor(production, "Ingress")[0][0].value).toBe("shop.example.com");
    expect(patchesFor(development, "PersistentVolumeClaim")).toEqual([]);
    expect(patchesFor(production, "PersistentVolumeClaim")[0][0].value).toBe("10Gi");
  });

  it("have a namespace each that refuses what is not restricted and takes no more than its share", () => {
    const files = filesOf(kubernetesGenerator, [expressServer(), keeper]);
    const objects = documentsOf(files.get("k8s/overlays/staging/namespace.yaml")?.text ?? "");
    expect(theOne(objects, "Namespace").metadata).toMatchObject({
      name: "shop-staging",
      labels: { "pod-security.kubernetes.io/enforce": "restricted" },
    });
    // Four replicas and two more in a rollout, one that keeps files, and its backup.
    expect(theOne(objects, "ResourceQuota").spec.hard).toMatchObject({
      pods: "8",
      "requests.cpu": "750m",
      persistentvolumeclaims: "2",
      "requests.storage": "2Gi",
    });
  });

  it("give each of several applications a host of its own, and hide them where there is none", () => {
    const [first, ...rest] = sampleSettings.environments;
    const { host: _, ...hidden } = first!;
    const settings = { ...sampleSettings, environments: [hidden, ...rest] };
    const files = filesOf(kubernetesGenerator, [expressServer(), keeper], settings);
    const read = (name: string) => documentsOf(files.get(`k8s/overlays/${name}/kustomization.yaml`)?.text ?? "")[0];
    expect(patchesFor(read("production"), "Ingress").map(([{ value }]) => value)).toEqual([
      "shop.shop.example.com",
      "cms.shop.example.com",
    ]);
    expect(patchesFor(read("development"), "Ingress").map(({ $patch }) => $patch)).toEqual(["delete", "delete"]);
  });
});

describe("rules", () => {
  it("all stand behind some lines, and none is unknown", () => {
    const files = filesOf(kubernetesGenerator, [expressServer(), worker, keeper]);
    const used = [...files.values()].flatMap(({ blocks }) => blocks.map(({ rule }) => rule));
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(KUBERNETES_RULES).toSorted());
  });

  it("do not take a line twice to the same rule", () => {
    for (const { blocks } of filesOf(kubernetesGenerator, [keeper]).values()) {
      const keys = blocks.map(({ rule, from }) => `${rule} ${from}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

it("writes nothing without an application or an environment", () => {
  expect(filesOf(kubernetesGenerator, []).size).toBe(0);
  expect(filesOf(kubernetesGenerator, [expressServer()], { ...sampleSettings, environments: [] }).size).toBe(0);
});

describe("findings that stand on purpose", () => {
  it("are said to Trivy in the file that it reads: it hears no comment in a manifest", () => {
    const files = filesOf(kubernetesGenerator, [expressServer()]);
    expect(files.get(".trivyignore")?.text).toMatch(/^# .+\n(?:# .+\n)*AVD-KSV-0125\nKSV-0125\n$/u);
    for (const { path, text } of files.values()) expect(`${path} ${text}`).not.toContain("trivy:ignore");
  });

  it("are more where the code itself takes a port that is root's elsewhere", () => {
    const low = filesOf(kubernetesGenerator, [expressServer({ port: fact({ number: 80 }) })]);
    expect(low.get(".trivyignore")?.text).toMatch(/\nKSV-0125\n# .+ port 80 .+\n(?:# .+\n)*AVD-KSV-0117\nKSV-0117\n$/u);
  });

  it("are said to Polaris where an autoscaler may go down to one", () => {
    const environments = sampleSettings.environments.map((one) => ({ ...one, replicas: { min: 1, max: 3 } }));
    const files = filesOf(kubernetesGenerator, [expressServer()], { ...sampleSettings, environments });
    const [kustomization] = documentsOf(files.get("k8s/overlays/staging/kustomization.yaml")?.text ?? "");
    expect(patchesFor(kustomization, "HorizontalPodAutoscaler").at(-1)?.metadata.annotations).toEqual({
      "kube-score/ignore": "horizontalpodautoscaler-replicas",
      "polaris.fairwinds.com/hpaMinAvailability-exempt": "true",
    });
  });
});
