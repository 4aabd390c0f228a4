import * as z from "zod";
import { rangeAt, readAnswer } from "./answer.ts";
import type { Linter } from "./linter.ts";

const answer = z.object({
  Reports: z
    .array(
      z.object({
        Check: z.string(),
        Remediation: z.string().default(""),
        Diagnostic: z.object({ Message: z.string() }),
        Object: z.object({
          Metadata: z.object({ FilePath: z.string() }),
          K8sObject: z.object({ Name: z.string(), GroupVersionKind: z.object({ Kind: z.string() }) }),
        }),
      }),
    )
    .nullable(),
});

/** Manifests by https://docs.kubelinter.io. */
export const kubeLinter: Linter = {
  name: "kube-linter",
  kinds: ["manifest"],
  call: (files) => ({
    command: "kube-linter",
    args: ["lint", "--format", "json", ...files],
    answers: [1],
    parse: (output) =>
      (readAnswer("kube-linter", answer, output).Reports ?? []).map((report) => ({
        tool: "kube-linter",
        rule: report.Check,
        severity: "warning",
        file: report.Object.Metadata.FilePath,
        range: rangeAt(1),
        message: messageOf(report),
        url: `https://docs.kubelinter.io/#/generated/checks?id=${report.Check}`,
        fixes: [],
      })),
  }),
};

type Report = NonNullable<z.infer<typeof answer>["Reports"]>[number];

function messageOf({ Object: { K8sObject }, Diagnostic, Remediation }: Report): string {
  const { Name, GroupVersionKind } = K8sObject;
  return `${GroupVersionKind.Kind} ${Name}: ${Diagnostic.Message}. ${Remediation}`.trim();
}
