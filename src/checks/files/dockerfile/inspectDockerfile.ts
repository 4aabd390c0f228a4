import { type Dockerfile, DockerfileParser, type Instruction } from "dockerfile-ast";
import { DOCKERFILE_RULES } from "../../../core/rules/dockerfileRules.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { baseImages } from "./baseImages.ts";
import { commandForms } from "./commandForms.ts";
import { misshapen } from "./misshapen.ts";
import { runSteps } from "./runSteps.ts";
import { secretsInLayers } from "./secretsInLayers.ts";
import type { Stage, Stages } from "./stages.ts";
import { wholeRange } from "./ranges.ts";
import { users } from "./users.ts";

/** What rules say about a Dockerfile. Never throws, whatever the text is. */
export function inspectDockerfile(file: string, text: string, pins: Pins): readonly FileFinding[] {
  const parsed = DockerfileParser.parse(text);
  const stages = stagesOf(file, parsed, text);
  if (stages.all.length === 0) return unreadable(file, parsed);
  return [
    ...misshapen(stages, parsed),
    ...baseImages(stages, pins),
    ...users(stages),
    ...commandForms(stages),
    ...healthChecks(stages),
    ...runSteps(stages),
    ...secretsInLayers(stages),
  ];
}

function stagesOf(file: string, parsed: Dockerfile, text: string): Stages {
  const all: Stage[] = [];
  for (const instruction of parsed.getInstructions()) {
    if (instruction.getKeyword() === "FROM") all.push({ from: instruction, instructions: [] });
    else all.at(-1)?.instructions.push(instruction);
  }
  return { file, text, all, froms: parsed.getFROMs() };
}

function unreadable(file: string, parsed: Dockerfile): readonly FileFinding[] {
  const first: Instruction | undefined = parsed.getInstructions()[0];
  const range = wholeRange(first);
  const message = "There is no FROM, so that nothing can be built. Begin with the image that this one is built on.";
  return [found(MISTAKE_RULES["dockerfile/readable"], "error", { file, range }, message)];
}

/** A stage that only holds files, such as one from `scratch` without a command, has nothing to ask. */
function healthChecks({ file, all }: Stages): readonly FileFinding[] {
  const last = all.at(-1);
  const starts = last?.instructions.some((one) => ["CMD", "ENTRYPOINT"].includes(one.getKeyword())) ?? false;
  const exposes = last?.instructions.some((one) => one.getKeyword() === "EXPOSE") ?? false;
  const checked = last?.instructions.some((one) => one.getKeyword() === "HEALTHCHECK") ?? true;
  if (last === undefined || !starts || !exposes || checked) return [];
  const message = "The image listens and does not say how to find out whether it answers. Add a HEALTHCHECK.";
  return [found(DOCKERFILE_RULES["dockerfile/health-check"], "info", { file, range: wholeRange(last.from) }, message)];
}
