import { lastStep } from "../../base/treePath.ts";

/** Names of compose files that compose finds without being told, the one that counts first. */
export const COMPOSE_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"] as const;

/** All names, with the word between that tells one from the next: `compose.staging.yaml`, `docker-compose-dev.yml`. */
const COMPOSE_FILE = /^(?:docker-)?compose(?:[.-]([\w.-]{1,40}))?\.ya?ml$/iu;

/** Whether a path is that of a compose file, as its name says. */
export function isComposeFile(path: string): boolean {
  return COMPOSE_FILE.test(lastStep(path));
}

/** The word that tells a compose file from others beside it; undefined for the plain one and for what is none. */
export function composeWord(path: string): string | undefined {
  return COMPOSE_FILE.exec(lastStep(path))?.[1];
}
