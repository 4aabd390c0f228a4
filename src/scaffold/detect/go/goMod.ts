/** What a go.mod says. Lines count from 1. */
export interface GoMod {
  readonly module: string;
  readonly go?: Line;
  readonly toolchain?: Line;
  /** Modules it requires itself and by way of others. */
  readonly requires: readonly Line[];
  /** Folders that stand for modules it requires, as they are written: `../shared`. */
  readonly localReplacements: readonly Line[];
}

/** A word of a file with its line. */
interface Line {
  readonly value: string;
  /** What follows it on its line, such as a version. */
  readonly rest: readonly string[];
  readonly line: number;
}

/** Reads a go.mod; undefined where it names no module. */
export function parseGoMod(text: string): GoMod | undefined {
  const statements = statementsOf(text);
  const module = statements.find(({ verb }) => verb === "module")?.value;
  if (module === undefined) return undefined;
  const go = statements.find(({ verb }) => verb === "go");
  const toolchain = statements.find(({ verb }) => verb === "toolchain");
  const requires = statements.filter(({ verb }) => verb === "require");
  const localReplacements = statements.flatMap(localReplacement);
  return { module, ...(go && { go }), ...(toolchain && { toolchain }), requires, localReplacements };
}

function localReplacement({ verb, rest, line }: Statement): readonly Line[] {
  const target = unquoted(rest[rest.indexOf("=>") + 1] ?? "");
  return verb === "replace" && rest.includes("=>") && /^\.{1,2}(?:\/|$)/u.test(target)
    ? [{ value: target, rest: [], line }]
    : [];
}

/** The folders that a go.work uses, from its own folder, with their lines. */
export function parseGoWork(text: string): readonly Line[] {
  const uses = statementsOf(text).filter(({ verb }) => verb === "use");
  return uses.map((use) => ({ ...use, value: folderName(use.value) }));
}

function folderName(path: string): string {
  const name = path.replace(/^\.\//u, "").replace(/\/$/u, "");
  return name === "" ? "." : name;
}

interface Statement extends Line {
  readonly verb: string;
}

/** Each line with its verb, those of a `verb ( … )` block too. */
function statementsOf(text: string): readonly Statement[] {
  let block: string | undefined;
  return text.split("\n").flatMap((raw, index): readonly Statement[] => {
    const words = (raw.split("//")[0] ?? "").split(/\s+/u).filter((word) => word !== "");
    const [first, second, ...others] = words;
    if (first === undefined) return [];
    if (first === ")") {
      block = undefined;
      return [];
    }
    if (block !== undefined) return [{ verb: block, value: unquoted(first), rest: words.slice(1), line: index + 1 }];
    if (second === "(" || first.endsWith("(")) {
      block = first.replace("(", "");
      return [];
    }
    return second === undefined ? [] : [{ verb: first, value: unquoted(second), rest: others, line: index + 1 }];
  });
}

function unquoted(word: string): string {
  return word.replaceAll(/^["`]|["`]$/gu, "");
}
