import * as z from "zod";
import type { LinterCheck } from "./finding.ts";
import { jsonOf, within } from "./imageLinters.ts";
import type { Manifests } from "./render.ts";
import { runLinter } from "./runLinter.ts";

function lookedAt(manifests: readonly Manifests[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sample } of manifests) counts.set(sample, (counts.get(sample) ?? 0) + 1);
  return counts;
}

/** Whether everything could be built or rendered at all. */
export function rendering(name: string, manifests: readonly Manifests[]): LinterCheck {
  const failed = manifests.filter(({ failure }) => failure !== undefined);
  const findings = failed.map(({ file, what, failure }) => ({ file, rule: what, message: failure ?? "" }));
  return { name, looked: lookedAt(manifests), findings };
}

const conformAnswer = z.object({
  resources: z.array(
    z.object({ filename: z.string(), kind: z.string(), name: z.string(), status: z.string(), msg: z.string() }),
  ),
});

/** kubeconform, strict, against schemas made from the API server's own description. */
export async function kubeconform(
  binary: string,
  root: string,
  manifests: readonly Manifests[],
  schemas: string,
): Promise<LinterCheck> {
  const files = manifests.map(({ file }) => file);
  const args = ["-strict", "-output", "json", "-schema-location", schemas, ...files];
  const { resources } = conformAnswer.parse(jsonOf(await runLinter(binary, args, { cwd: root })));
  return {
    name: "kubeconform",
    looked: lookedAt(manifests),
    findings: resources.map(({ filename, kind, name, status, msg }) => ({
      file: within(root, filename),
      rule: status,
      message: `${kind} ${name}: ${msg}`,
    })),
  };
}

const scoreAnswer = z.array(
  z.object({
    object_name: z.string(),
    file_name: z.string(),
    checks: z.array(
      z.object({
        check: z.object({ id: z.string() }),
        grade: z.number(),
        skipped: z.boolean(),
        comments: z.array(z.object({ summary: z.string(), path: z.string() })).nullable(),
      }),
    ),
  }),
);

/** kube-score's grade for what is as it should be; lower ones are findings. */
const GRADE_OK = 10;

/** kube-score over manifests as a cluster gets them: one call each, because objects are judged together. */
export async function kubeScore(binary: string, root: string, manifests: readonly Manifests[]): Promise<LinterCheck> {
  const findings: { file: string; rule: string; message: string }[] = [];
  for (const { file } of manifests) {
    const answer = await runLinter(binary, ["score", "--output-format", "json", file], { cwd: root });
    for (const object of scoreAnswer.parse(jsonOf(answer))) {
      for (const { check, grade, skipped, comments } of object.checks) {
        if (skipped || grade >= GRADE_OK) continue;
        const said = comments?.map((comment) => `${comment.path} ${comment.summary}`).join("; ") ?? "";
        findings.push({ file, rule: check.id, message: `${object.object_name}: ${said}` });
      }
    }
  }
  return { name: "kube-score", looked: lookedAt(manifests), findings };
}
