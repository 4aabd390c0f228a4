import { composeWord } from "../../core/read/composeFile.ts";

/** Other words for the usual environments. */
const SHORT: Readonly<Record<string, string>> = { dev: "development", stage: "staging", prod: "production" };

/** Whether a compose file belongs to one of the environments by its name, and that is another than this one. */
export function isForOther(path: string, environment: string, environments: readonly string[]): boolean {
  const word = composeWord(path) ?? "";
  const known = Object.hasOwn(SHORT, word) ? (SHORT[word] ?? word) : word;
  const names = [...environments, ...Object.values(SHORT)];
  return names.includes(known) && known !== environment;
}
