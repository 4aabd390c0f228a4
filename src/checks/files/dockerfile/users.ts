import type { Instruction } from "dockerfile-ast";
import { DOCKERFILE_RULES } from "../../../core/rules/dockerfileRules.ts";
import type { FileFinding, Fix } from "../finding.ts";
import { found } from "../found.ts";
import { beforeLine, wholeRange } from "./ranges.ts";
import type { Stage, Stages } from "./stages.ts";

const RULE = DOCKERFILE_RULES["dockerfile/numeric-user"];
const USER = "USER 10001:10001";
const ROOT = /^(?:0|root)(?::|$)/u;
const NUMERIC = /^\d+(?::\d+)?$/u;

/** Who the program of the last stage runs as. */
export function users({ file, all }: Stages): readonly FileFinding[] {
  const last = all.at(-1);
  const start = last?.instructions.findLast((one) => ["CMD", "ENTRYPOINT"].includes(one.getKeyword()));
  if (last === undefined || start === undefined) return [];
  const user = last.instructions.findLast((one) => one.getKeyword() === "USER");
  if (user === undefined) return [noUser(file, last, start)];
  const name = user.getArgumentsContent()?.trim() ?? "";
  if (name.includes("$") || (NUMERIC.test(name) && !ROOT.test(name))) return [];
  const place = { file, range: wholeRange(user) };
  const fix: Fix = { title: "Run as user 10001", edits: [{ range: place.range, text: USER }] };
  if (ROOT.test(name))
    return [found(RULE, "warning", place, "The program runs as root. Name a user that is not.", fix)];
  const message = `Kubernetes cannot prove that ${name} is not root (runAsNonRoot). Name the user by its number.`;
  return [found(RULE, "info", place, message, fix)];
}

function noUser(file: string, { from }: Stage, start: Instruction): FileFinding {
  const line = start.getRange().start.line + 1;
  const fix: Fix = { title: "Run as user 10001", edits: [{ range: beforeLine(line), text: `${USER}\n` }] };
  const message = "The program runs as the base image's user, which is root in most. Name a user above 10000.";
  return found(RULE, "warning", { file, range: wholeRange(from) }, message, fix);
}
