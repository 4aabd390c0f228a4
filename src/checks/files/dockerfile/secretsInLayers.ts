import { type Arg, type Env, type Instruction } from "dockerfile-ast";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { isSecretName } from "../../../core/secretName.ts";
import { rangeOf, wholeRange } from "./ranges.ts";
import type { Stages } from "./stages.ts";

/** Values that stay in the image's history although their names say that nobody may see them. */
export function secretsInLayers({ file, all }: Stages): readonly FileFinding[] {
  return all.flatMap(({ instructions }) => instructions.flatMap((one) => secretsIn(file, one)));
}

function secretsIn(file: string, instruction: Instruction): readonly FileFinding[] {
  const kind = instruction.getKeyword();
  if (kind !== "ENV" && kind !== "ARG") return [];
  return (instruction as Env | Arg).getProperties().flatMap((property) => {
    const value = property.getValue() ?? "";
    // An ARG without a value is handed in, and stays in the history as well.
    const kept = kind === "ARG" || (value !== "" && !value.startsWith("$"));
    if (!isSecretName(property.getName()) || !kept) return [];
    const range = property.getRange();
    const place = { file, range: range === null ? wholeRange(instruction) : rangeOf(range) };
    const message = `${property.getName()} stays readable in the image's history. Mount it as a secret of the one step that needs it.`;
    return [found(MISTAKE_RULES["dockerfile/no-secrets"], "error", place, message)];
  });
}
