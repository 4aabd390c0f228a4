import { stringify } from "yaml";

/** A value as one line of YAML without its end, quoted where it must be, whatever characters are in it. */
export function yamlLine(value: unknown): string {
  const oneLine = { lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: Infinity };
  return stringify(value, oneLine).replace(/\n$/u, "");
}
