import { parse } from "smol-toml";

/** Reads TOML; undefined where it is broken. Never throws. */
export function readToml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
