/** The texts of the editor's side and of the panel that are to be translated, read from the source. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Argument, type CallExpression, parseSync, Visitor } from "oxc-parser";

/** Where texts are asked for, and how the call is written there: as VS Code's own, or by the panel's short name. */
const PLACES = [
  { files: "src/host/**/*.ts", call: "l10n.t" },
  { files: "src/webview/**/*.{ts,tsx}", call: "t" },
] as const;

/**
 * `bundle.l10n.json`: every text under itself, sorted; a translator copies it to `bundle.l10n.<language>.json` and
 * replaces the values. Throws with file and line where a text is not written out in its call: VS Code looks texts up by
 * their English, so one that is put together could never be found.
 */
export function textBundle(root: string): Readonly<Record<string, string>> {
  const texts = PLACES.flatMap(({ files, call }) =>
    globSync(files, { cwd: root }).flatMap((file) => textsIn(file, readFileSync(join(root, file), "utf8"), call)),
  );
  const sorted = [...new Set(texts)].toSorted();
  return Object.fromEntries(sorted.map((text) => [text, text]));
}

/** The texts of one source file. Throws as `textBundle` does. */
export function textsIn(file: string, source: string, call: (typeof PLACES)[number]["call"]): readonly string[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const texts: string[] = [];
  new Visitor({
    CallExpression(node) {
      if (nameOf(node) !== call) return;
      const text = constantText(node.arguments[0]);
      if (text === undefined)
        throw new Error(`${file}:${lineAt(source, node.start)}: ${call}() needs a constant text.`);
      texts.push(text);
    },
  }).visit(program);
  return texts;
}

function nameOf({ callee }: CallExpression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type !== "Identifier") return undefined;
  return `${callee.object.name}.${callee.property.name}`;
}

function constantText(argument: Argument | undefined): string | undefined {
  return argument?.type === "Literal" && typeof argument.value === "string" ? argument.value : undefined;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}
