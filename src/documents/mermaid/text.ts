/** Names of characters that Mermaid writes as `#name;`, and HTML as `&name;`. */
const NAMED = new Map([
  ["quot", '"'],
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["apos", "'"],
  ["nbsp", "\u00A0"],
  ["num", "#"],
  ["semi", ";"],
  ["colon", ":"],
  ["comma", ","],
  ["excl", "!"],
  ["lpar", "("],
  ["rpar", ")"],
  ["lbrack", "["],
  ["rbrack", "]"],
  ["lbrace", "{"],
  ["rbrace", "}"],
  ["verbar", "|"],
  ["grave", "`"],
  ["bsol", "\\"],
  ["hellip", "…"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["rarr", "→"],
  ["larr", "←"],
  ["check", "✓"],
]);

const MARKS = /[<\\\r#&]/u;
const WRITTEN = /<br\s*(?:\/\s*)?>|\\n|\r\n?|[#&]#?(\w{1,12});/giu;

/** The text that is meant by what stands in a file: line breaks and entities resolved, any other markup left as text. */
export function decodeText(written: string): string {
  if (!MARKS.test(written)) return written;
  return written.replaceAll(WRITTEN, (found: string, entity: string | undefined) =>
    entity === undefined ? "\n" : (characterOf(found, entity) ?? found),
  );
}

function characterOf(found: string, entity: string): string | undefined {
  const named = NAMED.get(entity);
  if (named !== undefined) return named;
  const hex = found.startsWith("&#") ? /^x([\da-f]{1,6})$/iu.exec(entity)?.[1] : undefined;
  const point = hex === undefined ? decimal(entity) : Number.parseInt(hex, 16);
  return point === undefined || point > 0x10_ff_ff ? undefined : String.fromCodePoint(point);
}

function decimal(digits: string): number | undefined {
  return /^\d+$/u.test(digits) ? Number(digits) : undefined;
}

/** Signs that mean something here, that no file keeps, or that turn what stands behind them; emojis are joined by two. */
const TO_ESCAPE = /["#&<>`\\]|(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '"': "#quot;", "<": "#lt;", ">": "#gt;", "\n": "<br/>" };

/** The text as it is written between double quotes, so that `decodeText` gives it back and nobody reads markup in it. */
export function encodeText(text: string): string {
  return text.replaceAll(TO_ESCAPE, (found) => ESCAPES[found] ?? `#${found.codePointAt(0) ?? 0};`);
}

/** Cut to this many characters, with an ellipsis as the last and no character in halves. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1);
  return `${/[\uD800-\uDBFF]$/u.test(kept) ? kept.slice(0, -1) : kept}…`;
}
