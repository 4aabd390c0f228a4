/** Longer strings of reports are cut. */
const MOST_CHARACTERS = 600;

/**
 * Text from outside as one line of Markdown: what would mark it up is shown as it is. Nothing that shows nothing is
 * kept, so that no line hides in another.
 */
export function plainMarkdown(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_[\]<>#|~&]/gu, String.raw`\$&`);
}

/** Text from outside as one line, cut where it is very long. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS).trimEnd()}…` : line;
}

/** A path or an id as code, whatever backticks are in it. */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/**
 * A document with a section behind all that it has, whose bytes stay; a new one begins with its title. A fence that
 * somebody left open is closed first: the section would be code in it. Line ends are the document's own.
 */
export function withSection(text: string | undefined, title: string, section: readonly string[]): string {
  const eol = text?.includes("\r\n") === true ? "\r\n" : "\n";
  const lines = [...section, ""].join(eol);
  if (text === undefined || text.trim() === "") return `${text ?? ""}# ${title}${eol}${eol}${lines}`;
  const open = openFence(text);
  const ended = text.endsWith("\n") ? "" : eol;
  const closing = open === undefined ? "" : `${open}${eol}`;
  const blank = closing === "" && /\n[^\S\n]*\n$/u.test(text.slice(-200)) ? "" : eol;
  return `${text}${ended}${closing}${blank}${lines}`;
}

/** The mark that would close the fence that is open at the end. Source: CommonMark 0.31, "Fenced code blocks". */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const [, mark, rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/su.exec(line.trimEnd()) ?? [];
    if (mark === undefined) continue;
    if (open === undefined) open = mark.startsWith("`") && rest.includes("`") ? undefined : mark;
    else if (rest.trim() === "" && mark[0] === open[0] && mark.length >= open.length) open = undefined;
  }
  return open;
}
