import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectAgreement } from "../../../../src/checks/files/agreement/inspectAgreement.ts";
import type { TreeText } from "../../../../src/checks/files/agreement/objects.ts";
import { fileKind } from "../../../../src/checks/files/fileKind.ts";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, tier: front}
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:1.2.0
          envFrom:
            - configMapRef: {name: web-settings}
            - secretRef: {name: web-extra, optional: true}
          env:
            - name: PASSWORD
              valueFrom: {secretKeyRef: {name: web-database, key: password}}
          ports:
            - name: http
              containerPort: 8080
      volumes:
        - name: certificates
          projected: {sources: [{secret: {name: web-tls}}]}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: http
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
`;
const SCALER = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
`;
const OTHERS = `apiVersion: v1
kind: ConfigMap
metadata: {name: web-settings}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: database}
spec: {target: {name: web-database}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web}
spec: {secretName: web-tls}
`;
const FILES = {
  "k8s/deployment.yaml": DEPLOYMENT,
  "k8s/service.yaml": SERVICE,
  "k8s/scaler.yaml": SCALER,
  "k8s/others.yaml": OTHERS,
  "web/Dockerfile": "FROM node:24 AS build\nEXPOSE 9999\nFROM node:24\nEXPOSE 8080/tcp\n",
  "compose.yaml":
    'services:\n  web:\n    image: ghcr.io/acme/web:${VERSION:-dev}\n    build: {context: ./web}\n    ports: ["127.0.0.1:${WEB_PORT:-3000}:8080"]\n',
};

function inspect(files: Readonly<Record<string, string>>): readonly FileFinding[] {
  const texts = Object.entries(files).map(([path, text]): TreeText => ({ path, kind: fileKind(path, text), text }));
  return inspectAgreement(texts);
}

/** The only finding after a change of one file. */
function after(file: keyof typeof FILES, from: string, to: string): FileFinding | undefined {
  expect(FILES[file]).toContain(from);
  const found = inspect({ ...FILES, [file]: FILES[file].replace(from, to) });
  expect(found.length).toBeLessThan(2);
  return found[0];
}

describe("files that are read together", () => {
  it("fit, as those here do", () => {
    expect(inspect(FILES)).toEqual([]);
  });

  it("have Services that send to ports of their pods", () => {
    const named = after("k8s/service.yaml", "targetPort: http", "targetPort: web");
    expect(named).toMatchObject({
      rule: "objects/service-port",
      severity: "error",
      file: "k8s/service.yaml",
      range: { line: 9, column: 19 },
      message: "Service web sends to port web, and Deployment web has http (8080).",
      related: [{ file: "k8s/deployment.yaml", range: { line: 22 } }],
    });
    expect(after("k8s/service.yaml", "targetPort: http", "targetPort: 3000")?.severity).toBe("warning");
    expect(after("k8s/service.yaml", "\n      targetPort: http", "")?.message).toContain("sends to port 80");
    expect(after("k8s/service.yaml", "targetPort: http", "targetPort: 8080")).toBeUndefined();
    expect(after("k8s/service.yaml", "targetPort: http", 'targetPort: "8080"')).toBeUndefined();
  });

  it("have selectors that pods answer to", () => {
    const service = after("k8s/service.yaml", "selector: {app: web}", "selector: {app: wep, tier: front}");
    expect(service).toMatchObject({ rule: "objects/selector", severity: "warning", range: { line: 6 } });
    expect(service?.message).toContain("selects app=wep, tier=front, and no pod of these files has them.");
    expect(after("k8s/service.yaml", "matchLabels: {app: web}", "matchLabels: {app: wep}")?.message).toContain(
      "It protects nothing.",
    );
    const own = after("k8s/deployment.yaml", "matchLabels: {app: web}", "matchLabels: {app: shop}");
    expect(own).toMatchObject({ rule: "objects/selector", severity: "error", range: { line: 7 } });
    expect(own?.related).toMatchObject([{ range: { line: 10 } }]);
  });

  it("have pods in the namespace that selects them", () => {
    const there = "kind: Service\nmetadata:\n  namespace: other\n";
    expect(after("k8s/service.yaml", "kind: Service\nmetadata:\n", there)).toBeUndefined();
    const both = {
      ...FILES,
      "k8s/service.yaml": SERVICE.replace("kind: Service\nmetadata:\n", there),
      "k8s/deployment.yaml": DEPLOYMENT.replace("metadata:\n", "metadata:\n  namespace: shop\n"),
    };
    expect(inspect(both).map(({ rule }) => rule)).toEqual(["objects/selector"]);
  });

  it("say nothing of pods where no file starts any", () => {
    expect(inspect({ "service.yaml": SERVICE, "scaler.yaml": SCALER })).toEqual([]);
  });

  it("have autoscalers of workloads that are there", () => {
    expect(after("k8s/scaler.yaml", "Deployment, name: web", "Deployment, name: shop")).toMatchObject({
      rule: "objects/scale-target",
      severity: "warning",
      range: { line: 6 },
      related: [{ file: "k8s/deployment.yaml", range: { line: 4 } }],
    });
    expect(after("k8s/scaler.yaml", "kind: Deployment", "kind: StatefulSet")).toBeUndefined();
  });

  it.each([
    ["metadata: {name: web-settings}", "needs ConfigMap web-settings", 16],
    ["target: {name: web-database}", "needs Secret web-database", 20],
    ["secretName: web-tls", "needs Secret web-tls", 26],
  ])("make what pods refer to: %s", (made, message, line) => {
    const finding = after("k8s/others.yaml", made, made.replace("web-", "other-"));
    expect(finding).toMatchObject({ rule: "objects/reference", severity: "info", range: { line } });
    expect(finding?.message).toContain(message);
  });

  it("may have what Kustomize makes", () => {
    const kustomization = "configMapGenerator:\n  - name: web-settings\n    literals: [a=b]\n";
    const others = OTHERS.replace("metadata: {name: web-settings}", "metadata: {name: any}");
    expect(inspect({ ...FILES, "k8s/others.yaml": others, "k8s/kustomization.yaml": kustomization })).toEqual([]);
  });

  it("expect the port that the Dockerfile exposes", () => {
    expect(after("compose.yaml", ":8080", ":3000")).toMatchObject({
      rule: "objects/exposed-port",
      file: "compose.yaml",
      range: { line: 5 },
      message: "Service web expects port 3000. Its Dockerfile exposes 8080.",
      related: [{ file: "web/Dockerfile", range: { line: 4 } }],
    });
    const both = inspect({ ...FILES, "web/Dockerfile": "FROM node:24\nEXPOSE 3000\n" });
    expect(both.map(({ file }) => file)).toEqual(["compose.yaml", "k8s/deployment.yaml"]);
    expect(after("web/Dockerfile", "EXPOSE 8080/tcp", "EXPOSE $PORT")).toBeUndefined();
    expect(after("compose.yaml", "./web", "../../../web")).toBeUndefined();
  });

  it("are taken whatever they hold", () => {
    const key = fc.constantFrom("spec", "selector", "template", "ports", "containers", "name", "metadata", "services");
    const any = fc.object({ key, maxDepth: 5 });
    const kinds = fc.constantFrom("Service", "Deployment", "CronJob", "HorizontalPodAutoscaler", "Secret");
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, any, any), { maxLength: 4 }), (objects) => {
        const files = objects.map(([kind, spec, template], index) => {
          const value = { apiVersion: "v1", kind, metadata: { name: "a" }, spec: { ...spec, template } };
          return [`${index}.yaml`, JSON.stringify(value)] as const;
        });
        const compose = JSON.stringify({ services: objects[0]?.[1] ?? {} });
        const found = inspect({
          ...Object.fromEntries(files),
          "compose.yaml": compose,
          Dockerfile: "FROM a\nEXPOSE 1",
        });
        expect(found.every(({ range }) => range.line >= 1)).toBe(true);
      }),
    );
  });
});
