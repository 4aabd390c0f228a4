import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { fileTreeAt } from "../../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../../src/adapters/process/command.ts";
import { readWorkspace } from "../../../src/checks/readWorkspace.ts";
import { RULES } from "../../../src/checks/rules.ts";
import type { Finding } from "../../../src/core/gates/finding.ts";
import { WORKSPACE_CHECKS } from "../../../src/core/gates/registry.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/workspaces/", import.meta.url));

async function findingsIn(name: string): Promise<Readonly<Record<string, Finding>>> {
  const workspace = await readWorkspace(fileTreeAt(`${FIXTURES}${name}`, runCommand));
  return Object.fromEntries(Object.entries(RULES).map(([id, rule]) => [id, rule(workspace)]));
}

/** Everything that does not fail in the bad workspace: what is there, and what may be elsewhere. */
const NOT_FAILED: Readonly<Record<string, "pass" | "inconclusive">> = {
  "infra-code": "pass",
  "infra-network": "pass",
  "pipeline-artifacts": "pass",
  "recovery-backups": "pass",
  "security-policies": "pass",
  "security-secrets-manager": "pass",
  "documents-architecture": "inconclusive",
  "documents-incident": "inconclusive",
  "documents-post-mortem": "inconclusive",
  "documents-readme": "inconclusive",
  "documents-rollback": "inconclusive",
  "documents-runbook": "inconclusive",
  "infra-cdn": "inconclusive",
  "infra-environments": "inconclusive",
  "infra-monitoring": "inconclusive",
  "k8s-configuration": "inconclusive",
  "k8s-service-mesh": "inconclusive",
  "monitoring-logs": "inconclusive",
  "monitoring-metrics": "inconclusive",
  "monitoring-on-call": "inconclusive",
  "monitoring-synthetics": "inconclusive",
  "monitoring-traces": "inconclusive",
  "pipeline-notifications": "inconclusive",
  "pipeline-quality-gate": "inconclusive",
  "pipeline-tests": "inconclusive",
  "recovery-plan": "inconclusive",
  "recovery-restore-test": "inconclusive",
  "security-audit": "inconclusive",
  "security-benchmark": "inconclusive",
  "security-dependency-updates": "inconclusive",
  "security-threat-detection": "inconclusive",
};

describe("the rules", () => {
  test("answer every check of the registry that files answer, and no other", () => {
    expect(Object.keys(RULES).toSorted()).toEqual(Object.keys(WORKSPACE_CHECKS).toSorted());
  });

  test("all pass a workspace that has everything", async () => {
    const findings = await findingsIn("good");
    const others = Object.entries(findings).filter(([, finding]) => finding.verdict !== "pass");
    expect(others.map(([id, finding]) => `${id}: ${finding.message}`)).toEqual([]);
  });

  test("find what is wrong in one that has nearly nothing, and leave open what may be elsewhere", async () => {
    const findings = await findingsIn("bad");
    const verdicts = Object.entries(findings).filter(([, finding]) => finding.verdict !== "fail");
    expect(Object.fromEntries(verdicts.map(([id, finding]) => [id, finding.verdict]))).toEqual(NOT_FAILED);
  });

  test("name the file and the line, and never a credential", async () => {
    const findings = await findingsIn("bad");
    const known = Object.entries(findings).filter(([, finding]) => finding.verdict !== "inconclusive");
    const without = known.filter(([, { facts }]) => !/^\S+:\d+/u.test(String(facts?.["places"])));
    expect(without.map(([id]) => id)).toEqual([]);
    expect(JSON.stringify(findings)).not.toContain("correct-horse");
    expect(findings["k8s-update-strategy"]).toMatchObject({
      verdict: "fail",
      message: expect.stringContaining("web in shop may lose 1 of its 4 pods during an update (k8s/web.yaml:4)"),
      source: "k8s/web.yaml",
    });
    expect(findings["infra-open-ingress"]?.message).toContain("opens port 22 to everybody (terraform/main.tf:7)");
  });

  test("say in whole sentences what they found", async () => {
    const both = [await findingsIn("good"), await findingsIn("bad")].flatMap((findings) => Object.values(findings));
    const odd = both.filter(({ message }) => !message.endsWith(".") || /undefined|NaN|\[object|!/u.test(message));
    expect(odd).toEqual([]);
  });
});
