import type { Instruction } from "dockerfile-ast";
import { DOCKERFILE_RULES } from "../../../core/rules/dockerfileRules.ts";
import type { FileFinding, Fix } from "../finding.ts";
import { found } from "../found.ts";
import { wholeRange } from "./ranges.ts";
import type { Stages } from "./stages.ts";

const RULE = DOCKERFILE_RULES["dockerfile/exec-form"];
/** Words that mean the same without a shell. */
const PLAIN_WORDS = /^[\w./:@=+,-]+(?:[ \t]+[\w./:@=+,-]+)*$/u;

/** Programs that are started by a shell, which does not hand on the signal to stop. */
export function commandForms({ file, all }: Stages): readonly FileFinding[] {
  const starts = all.at(-1)?.instructions.filter((one) => ["CMD", "ENTRYPOINT"].includes(one.getKeyword())) ?? [];
  return starts.flatMap((start) => {
    const line = start.getArgumentsContent()?.trim() ?? "";
    if (line === "" || isList(line) || /^exec\s/u.test(line)) return [];
    const message = line.startsWith("[")
      ? "This is no list: words stand in double quotes, with commas between. A shell gets all of it as one line."
      : "A shell starts this and does not hand on the signal to stop. Write it as a list of words.";
    return [found(RULE, "warning", { file, range: wholeRange(start) }, message, ...listForm(start, line))];
  });
}

/** The builder takes only JSON for a list. What variables of the file stand in is not read further. */
function isList(line: string): boolean {
  if (!line.startsWith("[")) return false;
  try {
    return Array.isArray(JSON.parse(line));
  } catch {
    return /\\\r?\n|`\r?\n/u.test(line);
  }
}

function listForm(start: Instruction, line: string): readonly Fix[] {
  if (!PLAIN_WORDS.test(line)) return [];
  const words = line.split(/[ \t]+/u).map((word) => JSON.stringify(word));
  const text = `${start.getKeyword()} [${words.join(", ")}]`;
  return [{ title: "Write it as a list", edits: [{ range: wholeRange(start), text }] }];
}
