import type { Dockerfile, Instruction } from "dockerfile-ast";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { rangeOf } from "./ranges.ts";
import type { Stages } from "./stages.ts";

const RULE = MISTAKE_RULES["dockerfile/readable"];
/** See https://docs.docker.com/reference/dockerfile/. */
const INSTRUCTIONS: ReadonlySet<string> = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);
/** What reads the file where `# syntax=` names nothing else, or a release of the same. */
const USUAL_FRONTEND = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/u;

/** What no builder understands: words that are no instructions, and steps before there is an image to take them in. */
export function misshapen({ file }: Stages, parsed: Dockerfile): readonly FileFinding[] {
  const syntax = parsed.getDirectives().find((one) => one.getName().toLowerCase() === "syntax");
  if (syntax !== undefined && !USUAL_FRONTEND.test(syntax.getValue())) return [];
  const all = parsed.getInstructions();
  const begin = all.findIndex((one) => one.getKeyword() === "FROM");
  return all.flatMap((one, index) => {
    const message = problemOf(one, index < begin);
    if (message === undefined) return [];
    return [found(RULE, "error", { file, range: rangeOf(one.getInstructionRange()) }, message)];
  });
}

function problemOf(one: Instruction, beforeFrom: boolean): string | undefined {
  const name = one.getKeyword();
  if (!INSTRUCTIONS.has(name)) return `${name} is no instruction: the build stops here.`;
  if (name === "FROM" && one.getArguments().length === 0) return "FROM names no image: the build stops here.";
  if (beforeFrom && name !== "ARG") return `${name} stands before the first FROM: there is no image yet to do it in.`;
  return undefined;
}
