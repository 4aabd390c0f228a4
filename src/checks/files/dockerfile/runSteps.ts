import type { Instruction } from "dockerfile-ast";
import { DOCKERFILE_RULES } from "../../../core/rules/dockerfileRules.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileRule } from "../../../core/rules/rule.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { TextRange } from "../textEdit.ts";
import { rangeOf, wholeRange } from "./ranges.ts";
import type { Stages } from "./stages.ts";

/** Words of a step that should be others, and what mends them. */
interface Wording {
  readonly rule: FileRule;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  readonly instead: string;
  readonly message: string;
  readonly title: string;
}

const WORDINGS: readonly Wording[] = [
  {
    rule: MISTAKE_RULES["dockerfile/no-recommends"],
    pattern: /\bapt-get\s+(?:-\S+\s+)*install\b/u,
    unless: /--no-install-recommends/u,
    instead: "apt-get install --no-install-recommends",
    message: "This installs what packages recommend, too. Add --no-install-recommends.",
    title: "Add --no-install-recommends",
  },
  {
    rule: DOCKERFILE_RULES["dockerfile/lock-file"],
    pattern: /\bnpm\s+(?:install|i)(?=\s*(?:$|&|;|\||--(?:omit|production|only)\b))/mu,
    instead: "npm ci",
    message: "This may install other releases than package-lock.json names. npm ci installs exactly those.",
    title: "Use npm ci",
  },
];

/** Steps whose words make a build larger or different from day to day, and files added by the wrong instruction. */
export function runSteps(stages: Stages): readonly FileFinding[] {
  return stages.all.flatMap(({ instructions }) =>
    instructions.flatMap((one) => {
      if (one.getKeyword() === "RUN") return wordings(stages, one);
      return one.getKeyword() === "ADD" ? localAdd(stages.file, one) : [];
    }),
  );
}

function wordings({ file, text }: Stages, step: Instruction): readonly FileFinding[] {
  const range = wholeRange(step);
  const lines = text.split(/\r?\n/u);
  const own = lines.slice(range.line - 1, range.endLine);
  return WORDINGS.flatMap(({ rule, pattern, unless, instead, message, title }) => {
    if (unless?.test(own.join("\n")) === true) return [];
    const index = own.findIndex((line) => pattern.test(line));
    const match = pattern.exec(own[index] ?? "");
    if (match === null) return [];
    const line = range.line + index;
    const place: TextRange = {
      line,
      column: match.index + 1,
      endLine: line,
      endColumn: match.index + match[0].length + 1,
    };
    return [
      found(rule, "warning", { file, range: place }, message, { title, edits: [{ range: place, text: instead }] }),
    ];
  });
}

function localAdd(file: string, add: Instruction): readonly FileFinding[] {
  const sources = add.getArguments().map((argument) => argument.getValue());
  const special = sources.some((source) =>
    /^(?:https?:|git@|git:)|\.(?:tar|tgz|gz|xz|bz2|zip|zst)\b|\$/iu.test(source),
  );
  if (special) return [];
  const range = rangeOf(add.getInstructionRange());
  const message = "ADD may also unpack or download. Copy local files with COPY.";
  return [
    found(MISTAKE_RULES["dockerfile/copy-not-add"], "warning", { file, range }, message, {
      title: "Use COPY",
      edits: [{ range, text: "COPY" }],
    }),
  ];
}
