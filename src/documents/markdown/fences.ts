/** A fenced block of a Markdown document that holds a Mermaid diagram. */
export interface MermaidFence {
  /** Its lines, with the marks of a quotation around them blanked, so that columns stay what they are. */
  readonly text: string;
  /** Of its first line, from 1. */
  readonly line: number;
  /** The nearest heading above, without its marks. */
  readonly heading?: string;
}

interface OpenFence {
  readonly mark: string;
  readonly language: string;
  readonly line: number;
}

// Lines may be megabytes long: each pattern reads one once, whatever is on it.
const FENCE = /^[\s>]*(?<mark>`{3,}|~{3,})(?<info>[^`]*)$/u;
const HEADING = /^[\s>]{0,12}#{1,6}\s+(?<text>.*)$/su;
const CLOSING_MARKS = /(?<=\s)#+$/u;
const LANGUAGE = /^\s*\{?\.?(?<name>[\w-]+)/u;

/**
 * Finds Mermaid diagrams in a Markdown document. Fences are taken as their writers mean them: one with a language opens
 * inside another, as documents about documents have it, and a bare one closes the innermost.
 */
export function mermaidFences(document: string): readonly MermaidFence[] {
  const lines = document.split("\n");
  const open: OpenFence[] = [];
  const fences: MermaidFence[] = [];
  let heading: string | undefined;
  const end = (fence: OpenFence | undefined, line: number): void => {
    if (fence?.language !== "mermaid") return;
    const text = lines.slice(fence.line, line).map(unquoted).join("\n");
    fences.push({ text, line: fence.line + 1, ...(heading === undefined ? {} : { heading }) });
  };
  for (const [index, line] of lines.entries()) {
    const fence = fenceIn(line, index + 1);
    if (fence === undefined) {
      if (isProse(open.at(-1))) heading = headingIn(line) ?? heading;
      continue;
    }
    const inner = open.at(-1);
    if (fence.language !== "") {
      // A diagram has no fences in it: where one stands, the diagram was not closed.
      if (inner?.language === "mermaid") end(open.pop(), index);
      open.push(fence);
    } else if (closes(fence, inner)) end(open.pop(), index);
    else if (isProse(inner)) open.push(fence);
  }
  for (const fence of open.toReversed()) end(fence, lines.length);
  return fences.toSorted((a, b) => a.line - b.line);
}

function headingIn(line: string): string | undefined {
  const text = HEADING.exec(line)?.groups?.["text"];
  return text?.trimEnd().replace(CLOSING_MARKS, "").trimEnd();
}

function fenceIn(line: string, number: number): OpenFence | undefined {
  const { mark, info } = FENCE.exec(line.trimEnd())?.groups ?? {};
  if (mark === undefined) return undefined;
  const language = LANGUAGE.exec(info ?? "")?.groups?.["name"]?.toLowerCase() ?? "";
  return { mark, language, line: number };
}

function closes({ mark }: OpenFence, inner: OpenFence | undefined): boolean {
  return inner !== undefined && mark[0] === inner.mark[0] && mark.length >= inner.mark.length;
}

/** Whether headings and bare fences count here: outside of fences, and in those that hold Markdown. */
function isProse(inner: OpenFence | undefined): boolean {
  return inner === undefined || inner.language === "markdown" || inner.language === "md";
}

function unquoted(line: string): string {
  return line.replace(/^[\s>]*>/u, (marks) => " ".repeat(marks.length));
}
