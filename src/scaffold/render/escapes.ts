import { parse } from "yaml";
import { Fault } from "../../base/result.ts";

/** How values are written so that the file around them stays what it is. Each is also a filter of that name. */
export const escapes = {
  /** As it is: for values that are known to be plain, such as DNS labels and numbers. */
  plain: (value: unknown): string => textOf(value),
  /** A YAML scalar that reads back as this very value. */
  yaml: (value: unknown): string => (typeof value === "string" ? yamlScalar(value) : textOf(value)),
  json: (value: unknown): string => JSON.stringify(value) ?? "null",
  /** One word of a Dockerfile instruction. */
  dockerfile: (value: unknown): string => dockerfileWord(textOf(value)),
  /** One word of a POSIX shell. */
  shell: (value: unknown): string => shellWord(textOf(value)),
} as const;

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Fault(
    "BadTemplate",
    `A template writes ${value === undefined ? "nothing" : "a list or an object"} as text.`,
  );
}

const PLAIN_YAML = /^[A-Za-z0-9_./][A-Za-z0-9_./:@+-]*$/u;

function yamlScalar(value: string): string {
  const plain = PLAIN_YAML.test(value) && !value.endsWith(":") && readsBack(value);
  return plain ? value : JSON.stringify(value);
}

/** Nothing that begins so is a number (to some, `e0` is one), and few words are more: most values need not be parsed. */
const BEGINS_A_WORD = /^(?![eE][-+]?\d)[A-Za-z_/]/u;
const MEANT_OTHERWISE = /^(?:y|yes|n|no|on|off|true|false|null)$/iu;

/** YAML 1.1 readers are about, and take more words for numbers and booleans than 1.2 does. */
function readsBack(value: string): boolean {
  if (BEGINS_A_WORD.test(value)) return !MEANT_OTHERWISE.test(value);
  return (["1.1", "1.2"] as const).every((version) => parse(value, { version, logLevel: "silent" }) === value);
}

function dockerfileWord(value: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) {
    throw new Fault("BadTemplate", "A value with a line break or control character cannot stand in a Dockerfile.");
  }
  return /^[\w./:@=+,-]+$/u.test(value) ? value : `"${value.replace(/["\\$]/gu, String.raw`\$&`)}"`;
}

function shellWord(value: string): string {
  return /^[\w./:@=+,-]+$/u.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
