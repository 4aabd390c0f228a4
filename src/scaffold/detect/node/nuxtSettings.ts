import { evidence, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { insideBrackets, partsOf } from "./javascriptCode.ts";

const SETTINGS = /\bruntimeConfig\s*:\s*\{/u;
const LONGEST_TABLE = 20_000;
/** How deep objects lie in one another. */
const DEEPEST = 5;

/**
 * The variables that set Nuxt's `runtimeConfig` while it runs: `apiSecret` is `NUXT_API_SECRET`, `public.apiBase`
 * `NUXT_PUBLIC_API_BASE`. What reads another variable in the build is that one's.
 */
export function nuxtSettings({ text, file, path }: Source): readonly VariableReading[] {
  const match = /(?:^|\/)nuxt\.config\.[cm]?[jt]s$/u.test(path) ? SETTINGS.exec(text) : null;
  if (match === null) return [];
  const open = match.index + match[0].length - 1;
  const read = (inside: string, prefix: string, depth: number): readonly VariableReading[] =>
    partsOf(inside).flatMap((part) => {
      const [, key, value = ""] = /^["']?([A-Za-z]\w{0,100})["']?\s*:\s*(.*)$/su.exec(part) ?? [];
      if (key === undefined || /\benv\b/u.test(value.startsWith("{") ? "" : value)) return [];
      const name = `${prefix}_${upperCase(key)}`;
      if (value.startsWith("{")) return depth < DEEPEST ? read(value.slice(1, -1), name, depth + 1) : [];
      const written = /^(?:"([^"\n]*)"|'([^'\n]*)'|(-?\d[\d_.]*|true|false))$/u.exec(value);
      const fallback = written?.[1] ?? written?.[2] ?? written?.[3]?.replaceAll("_", "");
      const at = evidence(file, lineAt(text, text.indexOf(part, open)), `takes ${name} for ${key}`);
      return [{ name, optional: true, ...(fallback !== undefined && fallback !== "" && { default: fallback }), at }];
    });
  return read(insideBrackets(text, open, LONGEST_TABLE), "NUXT", 0);
}

function upperCase(key: string): string {
  return key.replaceAll(/([a-z0-9])([A-Z])/gu, "$1_$2").toUpperCase();
}
