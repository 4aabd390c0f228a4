import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { root } from "../../../tools/bootstrap.mjs";
import { textBundle, textsIn } from "../../../tools/texts.ts";

/** Attributes that a person reads or hears. */
const READ: ReadonlySet<string> = new Set([
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "label",
  "placeholder",
  "title",
]);

describe("the texts for translators", () => {
  it("are read from calls wherever they stand, and from no other function's", () => {
    const source = `const a = <p title={t("A {0}", n)}>{ok ? t("b") : other.t("c")}</p>; tt("d");`;
    expect(textsIn("a.tsx", source, "t")).toEqual(["A {0}", "b"]);
    expect(textsIn("a.ts", `say(l10n.t("a"), t("b"), vscode.l10n.t("c"));`, "l10n.t")).toEqual(["a"]);
  });

  it.each(["text", '"a" + "b"', "`a ${b}`", "`a`", ""])(
    "are refused where a call does not write them out: %s",
    (text) => {
      expect(() => textsIn("a.ts", `first();\nt(${text});`, "t")).toThrow("a.ts:2: t() needs a constant text.");
    },
  );

  it("are written out in every call of the sources, each under itself", () => {
    const entries = Object.entries(textBundle(root));
    expect(entries.length).toBeGreaterThan(400);
    expect(entries.filter(([key, text]) => key !== text)).toEqual([]);
  });

  it("hold everything that the panel's components say", () => {
    const files = globSync("src/webview/**/*.tsx", { cwd: root });
    expect(files.flatMap((file) => saidOutright(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });
});

/** Words in a component that no translation can reach. */
function saidOutright(source: string): readonly string[] {
  const words: string[] = [];
  new Visitor({
    JSXText: ({ value }) => void (isWord(value) && words.push(value.trim())),
    JSXAttribute({ name, value }) {
      if (name.type !== "JSXIdentifier" || !READ.has(name.name) || value?.type !== "Literal") return;
      if (isWord(value.value)) words.push(value.value);
    },
  }).visit(parseSync("a.tsx", source).program);
  return words;
}

function isWord(text: string): boolean {
  return /\p{L}/u.test(text);
}
