import * as z from "zod";
import { rangeAt, readAnswer } from "./answer.ts";
import type { Linter } from "./linter.ts";

const answer = z.object({
  resources: z
    .array(z.object({ filename: z.string(), kind: z.string(), name: z.string(), status: z.string(), msg: z.string() }))
    .nullable(),
});

/** What kubeconform says of an object that is wrong; others were not looked at. */
const WRONG = new Set(["statusInvalid", "statusError"]);

/** Manifests against the schemas of Kubernetes by https://github.com/yannh/kubeconform. */
export const kubeconform: Linter = {
  name: "kubeconform",
  kinds: ["manifest"],
  call: (files) => ({
    command: "kubeconform",
    args: ["-strict", "-ignore-missing-schemas", "-output", "json", ...files],
    answers: [1],
    parse: (output) =>
      (readAnswer("kubeconform", answer, output).resources ?? [])
        .filter(({ status }) => WRONG.has(status))
        .map(({ filename, kind, name, status, msg }) => ({
          tool: "kubeconform",
          rule: status === "statusInvalid" ? "invalid" : "error",
          severity: "error",
          file: filename,
          range: rangeAt(1),
          message: `${kind} ${name}: ${msg}`,
          fixes: [],
        })),
  }),
};
