/** What a variable is set to; undefined where it is not set. */
export type Values = (name: string) => string | undefined;

const START = /\$(?:\$|\{(\w+)(:-|:\?|\})|(?=[\w{]))/gu;

/**
 * A text of a compose file with its variables filled in: `$$`, `${NAME}`, `${NAME:-otherwise}` and `${NAME:?message}`,
 * one within the other. Throws where a variable that must be set is not, and at any other notation.
 * See https://docs.docker.com/reference/compose-file/interpolation/.
 */
export function interpolated(text: string, values: Values): string {
  let result = "";
  let at = 0;
  for (START.lastIndex = 0; ;) {
    START.lastIndex = at;
    const match = START.exec(text);
    if (match === null) return result + text.slice(at);
    result += text.slice(at, match.index);
    const [whole, name, kind] = match;
    if (whole === "$$") {
      result += "$";
      at = match.index + whole.length;
      continue;
    }
    if (name === undefined) throw new Error(`Nobody fills in what follows the dollar sign in ${text}.`);
    const end = kind === "}" ? match.index + whole.length - 1 : closing(text, match.index + whole.length);
    const otherwise = text.slice(match.index + whole.length, end);
    result += valueOf(name, kind ?? "}", otherwise, values);
    at = end + 1;
  }
}

function valueOf(name: string, kind: string, otherwise: string, values: Values): string {
  const value = values(name) ?? "";
  if (value !== "" || kind === "}") return value;
  if (kind === ":-") return interpolated(otherwise, values);
  throw new Error(`${name} is not set: ${otherwise}`);
}

/** Where the brace is closed that was opened before this place. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("${", at)) depth++;
    if (text[at] === "}") depth--;
    if (depth === 0) return at;
  }
  throw new Error(`A variable is not closed in ${text}.`);
}
