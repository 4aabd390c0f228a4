/** Names of compose files, with the word between that tells one from the next: `compose.staging.yaml`. */
const COMPOSE_FILE = /^(?:docker-)?compose(?:[.-]([\w.-]{1,40}))?\.ya?ml$/u;

/** Other words for the usual environments. */
const SHORT: Readonly<Record<string, string>> = { dev: "development", stage: "staging", prod: "production" };

/** Whether a path is that of a compose file, as its name says. */
export function isComposeFile(path: string): boolean {
  return COMPOSE_FILE.test(nameOf(path));
}

/** Whether a compose file belongs to one of the environments by its name, and that is another than this one. */
export function isForOther(path: string, environment: string, environments: readonly string[]): boolean {
  const word = COMPOSE_FILE.exec(nameOf(path))?.[1] ?? "";
  const known = Object.hasOwn(SHORT, word) ? (SHORT[word] ?? word) : word;
  const names = [...environments, ...Object.values(SHORT)];
  return names.includes(known) && known !== environment;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
