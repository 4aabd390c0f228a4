import type { ErrorCode, YAMLError } from "yaml";
import type { ConfigDiagnostic, ConfigFix, Range } from "./diagnostic.ts";
import type { Source } from "./source.ts";

/** What the YAML reader itself complains of. */
export function diagnoseSyntax(source: Source): readonly ConfigDiagnostic[] {
  return source.document.errors.map((error) => {
    const range = source.rangeOf(error.pos[0], error.pos[1]);
    const fix = error.code === "TAB_AS_INDENT" ? untab(range) : undefined;
    return {
      severity: "error",
      code: error.code === "DUPLICATE_KEY" ? "duplicate-key" : "syntax",
      message: sentence(error),
      range,
      ...(fix === undefined ? {} : { fix }),
    };
  });
}

const SENTENCES: Partial<Readonly<Record<ErrorCode, string>>> = {
  DUPLICATE_KEY: "This key appears twice in its mapping: remove one of them.",
  TAB_AS_INDENT: "A tab cannot indent in YAML: use spaces.",
  MULTIPLE_DOCS: "The file has more than one document: remove the line ---.",
};

function sentence({ code, message }: YAMLError): string {
  const own = SENTENCES[code];
  return own ?? `This is not valid YAML: ${(message.split("\n", 1)[0] ?? "").replace(/\.$/u, "")}.`;
}

function untab({ start }: Range): ConfigFix {
  const range = { start, end: { line: start.line, column: start.column + 1 } };
  return { title: "Replace the tab with two spaces", edit: { range, newText: "  " } };
}
