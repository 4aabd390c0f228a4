import * as z from "zod";
import type { FileFinding } from "../files/finding.ts";
import { rangeAt, readAnswer, severityOf } from "./answer.ts";
import type { Linter } from "./linter.ts";

const point = z.object({ row: z.number(), column: z.number() });

/** The file's path as it was given; releases name it differently. */
const local = z
  .object({ verbatim_path: z.string().optional(), given_path: z.string().optional() })
  .transform(({ verbatim_path, given_path }) => verbatim_path ?? given_path);

const answer = z.array(
  z.object({
    ident: z.string(),
    desc: z.string(),
    url: z.string(),
    ignored: z.boolean().default(false),
    determinations: z.object({ severity: z.string() }),
    locations: z.array(
      z.object({
        symbolic: z.object({
          key: z.object({ Local: local.optional() }),
          annotation: z.string(),
          kind: z.string().optional(),
        }),
        concrete: z.object({ location: z.object({ start_point: point, end_point: point }) }),
      }),
    ),
  }),
);

/** Security of GitHub workflows by https://zizmor.sh, without asking anyone online. */
export const zizmor: Linter = {
  name: "zizmor",
  kinds: ["workflow"],
  call: (files) => ({
    command: "zizmor",
    args: ["--offline", "--no-progress", "--no-exit-codes", "--format", "json", "--", ...files],
    parse: (output) =>
      readAnswer("zizmor", answer, output)
        .filter(({ ignored }) => !ignored)
        .flatMap(findingOf),
  }),
};

function findingOf(found: z.infer<typeof answer>[number]): readonly FileFinding[] {
  const primary = found.locations.find(({ symbolic }) => symbolic.kind === "Primary") ?? found.locations[0];
  const file = primary?.symbolic.key.Local;
  if (primary === undefined || file === undefined) return [];
  const { start_point, end_point } = primary.concrete.location;
  return [
    {
      tool: "zizmor",
      rule: found.ident,
      severity: severityOf(found.determinations.severity),
      file,
      range: rangeAt(start_point.row + 1, start_point.column + 1, end_point.row + 1),
      message: `${found.desc}: ${primary.symbolic.annotation}`,
      url: found.url,
      fixes: [],
    },
  ];
}
