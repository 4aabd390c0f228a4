import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { inspectManifest } from "../../../../src/checks/files/manifest/inspectManifest.ts";
import { NO_PINS } from "../../../../src/checks/files/pins.ts";
import { applyFix } from "../../../support/checks/applyFix.ts";

const GOOD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      automountServiceAccountToken: false
      containers:
        - name: web
          image: ghcr.io/acme/web:1.9.0
          ports:
            - containerPort: 3000
          readinessProbe:
            httpGet: { path: /readyz, port: 3000 }
          livenessProbe:
            httpGet: { path: /healthz, port: 3000 }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities:
              drop: [ALL]
            seccompProfile:
              type: RuntimeDefault
`;

function inspect(text: string): readonly FileFinding[] {
  return inspectManifest("k8s/web.yaml", text, NO_PINS);
}

function first(text: string, rule: string): { readonly finding: FileFinding | undefined; readonly mended: string } {
  const finding = inspect(text).find((one) => one.rule === `kubernetes/${rule}`);
  return { finding, mended: applyFix(text, finding?.fixes[0]) };
}

/** A text without a member and all that stands deeper below it. */
function without(member: string): string {
  const lines = GOOD.split("\n");
  const index = lines.findIndex((line) => line.trim().startsWith(`${member}:`));
  const indent = lines[index]?.search(/\S/u) ?? 0;
  const end = lines.findIndex((line, at) => at > index && line.search(/\S/u) <= indent);
  return [...lines.slice(0, index), ...lines.slice(end)].join("\n");
}

describe("a manifest", () => {
  it("as it should be has no finding", () => {
    expect(inspect(GOOD)).toEqual([]);
  });

  it("without a security context gets the whole of it", () => {
    const { finding, mended } = first(without("securityContext"), "restricted-container");
    expect(finding).toMatchObject({ severity: "warning", range: { line: 10, column: 11 } });
    expect(inspect(mended)).toEqual([]);
  });

  it("that is privileged is an error, and says what is wrong", () => {
    const { finding } = first(
      GOOD.replace("securityContext:\n", "securityContext:\n            privileged: true\n"),
      "restricted-container",
    );
    expect(finding).toMatchObject({ severity: "error", message: expect.stringContaining("it is privileged") });
  });

  it("may say for the pod what it does not say for the container", () => {
    const text = GOOD.replace("            runAsNonRoot: true\n", "").replace(
      "      containers:",
      "      securityContext:\n        runAsNonRoot: true\n      containers:",
    );
    expect(inspect(text)).toEqual([]);
  });

  it("without resources gets some to begin with", () => {
    const { mended } = first(without("resources"), "requests-and-limits");
    expect(inspect(mended)).toEqual([]);
  });

  it("that names part of its resources is told the rest", () => {
    const { finding } = first(GOOD.replace("            limits: { memory: 256Mi }\n", ""), "requests-and-limits");
    expect(finding).toMatchObject({ message: expect.stringContaining("limits.memory"), fixes: [] });
  });

  it.each(["ghcr.io/acme/web", "ghcr.io/acme/web:latest", "localhost:5000/web"])(
    "with the image %s says no version",
    (image) => {
      expect(first(GOOD.replace("ghcr.io/acme/web:1.9.0", image), "image-by-digest").finding).toMatchObject({
        range: { line: 11, column: 18 },
      });
    },
  );

  it("without a readiness probe gets traffic too early", () => {
    expect(first(without("readinessProbe"), "probes").finding?.message).toMatch(/before it can answer/u);
  });

  it("with the same probe twice restarts what should only wait", () => {
    expect(first(GOOD.replace("/readyz", "/healthz"), "probes").finding).toMatchObject({ range: { line: 16 } });
  });

  it("mounts no token after its fix", () => {
    const { mended } = first(without("automountServiceAccountToken"), "no-token");
    expect(inspect(mended)).toEqual([]);
  });

  it.each(["hostNetwork", "hostPID", "hostIPC"])("that says %s shares the node", (member) => {
    const text = GOOD.replace("      containers:", `      ${member}: true\n      containers:`);
    expect(first(text, "no-host").finding).toMatchObject({ severity: "error", range: { line: 9 } });
  });

  it("that mounts the node's files is an error, in a DaemonSet a warning", () => {
    const text = GOOD.replace(
      "      containers:",
      "      volumes:\n        - name: logs\n          hostPath: { path: /var/log }\n      containers:",
    );
    expect(first(text, "no-host").finding?.severity).toBe("error");
    expect(first(text.replace("kind: Deployment", "kind: DaemonSet"), "no-host").finding?.severity).toBe("warning");
  });

  it("of a version that was removed gets the one after it where that is the same", () => {
    const budget = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: web }\n";
    expect(parse(first(budget, "served-version").mended)).toMatchObject({ apiVersion: "policy/v1" });
    expect(first(budget.replace("PodDisruptionBudget", "PodSecurityPolicy"), "served-version").finding).toMatchObject({
      fixes: [],
    });
  });

  it("keeps no secret's value, and says none", () => {
    const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData:\n  password: hunter2\n";
    const { finding } = first(secret, "no-plain-secret");
    expect(finding).toMatchObject({ severity: "error", range: { line: 4, column: 1 } });
    expect(finding?.message).not.toContain("hunter2");
    expect(inspect(secret.replace(/stringData[^]*/u, "type: Opaque\n"))).toEqual([]);
  });

  it("looks at every document and every workload of a file", () => {
    const job =
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: backup }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers: [{ name: backup, image: busybox }]\n";
    const text = `${GOOD}---\n${job}`;
    const line = text.split("\n").findIndex((one) => one.includes("busybox")) + 1;
    expect(inspect(text)).toContainEqual(
      expect.objectContaining({ rule: "kubernetes/image-by-digest", range: expect.objectContaining({ line }) }),
    );
  });

  it("that is no YAML says where", () => {
    expect(inspect("kind: [\n")).toMatchObject([{ rule: "kubernetes/readable", severity: "error" }]);
  });

  it("of any text is looked at without an end in error, alias bombs included", () => {
    const levels = Array.from({ length: 16 }, (_, at) => `k${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]`);
    const bomb = `k0: &a0 [x, x]\n${levels.join("\n")}\n`;
    expect(inspect(bomb).length).toBeLessThan(2);
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        const looked = [...inspect(text), ...inspect(`kind: Deployment\nspec:\n  template:\n    spec: ${json}\n`)];
        expect(looked.every(({ range }) => range.line > 0 && range.column > 0)).toBe(true);
      }),
    );
  });
});
