import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../../../../src/base/result.ts";
import { LINTERS, runLinters } from "../../../../src/checks/linters/runLinters.ts";
import type { Command, RunCommand } from "../../../../src/core/ports/command.ts";

/** Answers by program; a program that is not named is not installed. */
function answering(outputs: Readonly<Record<string, string>>, calls: Command<unknown>[] = []): RunCommand {
  return async (call) => {
    calls.push(call);
    const output = outputs[call.command];
    if (output === undefined) throw new Fault("CommandMissing", `${call.command} was not found.`);
    return call.parse(output);
  };
}

const MANIFEST = { path: "k8s/web.yaml", kind: "manifest" } as const;

const KUBE_LINTER = JSON.stringify({
  Reports: [
    {
      Check: "no-read-only-root-fs",
      Remediation: "Set readOnlyRootFilesystem to true.",
      Diagnostic: { Message: 'container "web" does not have a read-only root file system' },
      Object: {
        Metadata: { FilePath: "k8s/web.yaml" },
        K8sObject: {
          Namespace: "",
          Name: "web",
          GroupVersionKind: { Group: "apps", Version: "v1", Kind: "Deployment" },
        },
      },
    },
  ],
});

const TRIVY = JSON.stringify({
  Results: [
    {
      Target: "k8s/web.yaml",
      Misconfigurations: [
        {
          ID: "KSV014",
          Title: "Root file system is not read-only",
          Message: "Container 'web' should set readOnlyRootFilesystem to true",
          Resolution: "Change it to true.",
          Severity: "HIGH",
          Status: "FAIL",
          PrimaryURL: "https://avd.aquasec.com/misconfig/ksv014",
          CauseMetadata: { StartLine: 15, EndLine: 18 },
        },
      ],
    },
    { Target: "vendor/other.yaml", Misconfigurations: [] },
  ],
});

function thrownBy(act: () => unknown): Fault | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Fault ? error : new Fault("Unexpected", String(error));
  }
}

describe("linters that a person may have", () => {
  it("are asked only about files of their kinds", async () => {
    const calls: Command<unknown>[] = [];
    await runLinters("/shop", [{ path: "Dockerfile", kind: "dockerfile" }], answering({}, calls));
    expect(calls.map(({ command }) => command)).toEqual(["hadolint", "checkov", "trivy"]);
    expect(calls.every(({ cwd }) => cwd === "/shop")).toBe(true);
  });

  it("give findings with where they stand, how bad they are and what to do", async () => {
    const { findings } = await runLinters("/shop", [MANIFEST], answering({ "kube-linter": KUBE_LINTER, trivy: TRIVY }));
    expect(findings).toMatchObject([
      {
        tool: "kube-linter",
        rule: "no-read-only-root-fs",
        file: "k8s/web.yaml",
        message:
          'Deployment web: container "web" does not have a read-only root file system. Set readOnlyRootFilesystem to true.',
      },
      { tool: "trivy", rule: "KSV014", severity: "error", file: "k8s/web.yaml", range: { line: 15, endLine: 18 } },
    ]);
  });

  it("that fail are named and hide nothing of the others", async () => {
    const results = await runLinters("/shop", [MANIFEST], answering({ kubeconform: "panic:", trivy: TRIVY }));
    expect(results.failed).toMatchObject([{ linter: "kubeconform" }]);
    expect(results.findings).toHaveLength(1);
    expect(results.missing).toEqual(["kube-linter", "checkov"]);
  });

  it("never take a file for an option", async () => {
    const calls: Command<unknown>[] = [];
    await runLinters("/shop", [{ path: "-rf/Dockerfile", kind: "dockerfile" }], answering({}, calls));
    expect(calls[0]?.args.at(-1)).toBe("./-rf/Dockerfile");
  });

  it("are handed many files in parts", async () => {
    const calls: Command<unknown>[] = [];
    const files = Array.from(
      { length: 700 },
      (_, index) => ({ path: `${index}/Dockerfile`, kind: "dockerfile" }) as const,
    );
    await runLinters("/shop", files, answering({ hadolint: "[]" }, calls));
    expect(calls.filter(({ command }) => command === "hadolint")).toHaveLength(3);
  });

  it.each(LINTERS)("$name that answers anything at all is a fault with its name, never more", ({ call, name }) => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (output) => {
        const fault = thrownBy(() => call(["a"]).parse(output));
        expect(fault === undefined || (fault.reason === "LinterAnswer" && fault.message.includes(name))).toBe(true);
      }),
    );
  });
});
