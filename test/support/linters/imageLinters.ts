import path from "node:path";
import * as z from "zod";
import { type LinterCheck, type LinterFinding } from "./finding.ts";
import type { Output } from "./runLinter.ts";
import { runLinter } from "./runLinter.ts";
import { filesOf, looked } from "./looked.ts";
import type { Sample } from "./samples.ts";

const hadolintFindings = z.array(
  z.object({ file: z.string(), line: z.number(), code: z.string(), message: z.string(), level: z.string() }),
);

/** hadolint over every Dockerfile, with its own defaults. */
export async function hadolint(binary: string, root: string, samples: readonly Sample[]): Promise<LinterCheck> {
  const files = filesOf(samples, (name) => /(^|\/)Dockerfile(?!\.dockerignore$)(\.[a-z0-9-]+)?$/u.test(name));
  const answer = await runLinter(binary, ["--no-color", "--format", "json", "--no-fail", ...files], { cwd: root });
  const findings = hadolintFindings.parse(jsonOf(answer));
  return {
    name: "hadolint",
    looked: looked(samples, files),
    findings: findings.map(({ file, line, code, message }) => ({ file, line, rule: code, message })),
  };
}

const jsonschemaAnswer = z.object({
  errors: z.array(z.object({ filename: z.string(), path: z.string(), message: z.string() })).default([]),
  parse_errors: z.array(z.object({ filename: z.string(), message: z.string() })).default([]),
});

/** Files held against a published schema that check-jsonschema carries, such as `vendor.compose-spec`. */
export async function publishedSchema(
  binary: string,
  root: string,
  samples: readonly Sample[],
  schema: { readonly name: string; readonly files: (path: string) => boolean; readonly args?: readonly string[] },
): Promise<LinterCheck> {
  const files = filesOf(samples, schema.files);
  const args = ["--builtin-schema", schema.name, "-o", "json", ...(schema.args ?? []), ...files];
  const answer = jsonschemaAnswer.parse(jsonOf(await runLinter(binary, args, { cwd: root })));
  const findings: LinterFinding[] = [
    ...answer.errors.map((error) => ({ file: error.filename, rule: error.path, message: error.message })),
    ...answer.parse_errors.map((error) => ({ file: error.filename, rule: "parse", message: error.message })),
  ];
  const name = `schema ${schema.name.replace("vendor.", "")}`;
  return { name, looked: looked(samples, files), findings };
}

/** The one JSON value that a linter answers; what it said instead is the error. */
export function jsonOf(answer: Output): unknown {
  try {
    return JSON.parse(answer.out);
  } catch (error) {
    throw new Error(`It answered no JSON: ${(answer.err || answer.out).slice(0, 2000)}`, { cause: error });
  }
}

/** A path as findings name it, from the folder that was looked at. */
export function within(root: string, file: string): string {
  return path.relative(root, path.resolve(root, file));
}
