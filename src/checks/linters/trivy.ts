import * as z from "zod";
import { rangeAt, readAnswer, severityOf } from "./answer.ts";
import type { Linter } from "./linter.ts";

const answer = z.object({
  Results: z
    .array(
      z.object({
        Target: z.string(),
        Misconfigurations: z
          .array(
            z.object({
              ID: z.string(),
              Title: z.string(),
              Message: z.string(),
              Resolution: z.string().default(""),
              Severity: z.string(),
              Status: z.string().default("FAIL"),
              PrimaryURL: z.string().optional(),
              CauseMetadata: z.object({ StartLine: z.number().optional(), EndLine: z.number().optional() }).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

/** Misconfigurations by https://trivy.dev, with the checks it brings and no update. It is called for the whole tree. */
export const trivy: Linter = {
  name: "trivy",
  kinds: ["dockerfile", "manifest", "terraform"],
  whole: true,
  call: (files) => ({
    command: "trivy",
    args: ["config", "--quiet", "--skip-check-update", "--offline-scan", "--format", "json", "."],
    parse: (output) =>
      (readAnswer("trivy", answer, output).Results ?? []).flatMap(({ Target, Misconfigurations = [] }) =>
        Misconfigurations.filter(({ Status }) => Status === "FAIL" && files.includes(Target)).map((found) => ({
          tool: "trivy",
          rule: found.ID,
          severity: severityOf(found.Severity),
          file: Target,
          range: rangeAt(found.CauseMetadata?.StartLine, 1, found.CauseMetadata?.EndLine),
          message: `${found.Message} ${found.Resolution}`.trim(),
          ...(found.PrimaryURL ? { url: found.PrimaryURL } : {}),
          fixes: [],
        })),
      ),
  }),
};
