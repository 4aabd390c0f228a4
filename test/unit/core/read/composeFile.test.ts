import { describe, expect, it } from "vitest";
import { COMPOSE_NAMES, composeWord, isComposeFile } from "../../../../src/core/read/composeFile.ts";

describe("a compose file", () => {
  it.each(COMPOSE_NAMES)("is %s, for no environment", (name) => {
    expect(isComposeFile(`deploy/${name}`)).toBe(true);
    expect(composeWord(name)).toBeUndefined();
  });

  it.each([
    ["compose.staging.yaml", "staging"],
    ["a/docker-compose-dev.yml", "dev"],
    ["docker-compose.prod.local.yml", "prod.local"],
    ["Compose.Override.yml", "Override"],
  ])("%s is one for %s", (path, word) => {
    expect(isComposeFile(path)).toBe(true);
    expect(composeWord(path)).toBe(word);
  });

  it.each(["compose/web.yaml", "mycompose.yaml", "composer.yaml", "compose.json", "docker-compose.yaml.bak"])(
    "%s is none",
    (path) => {
      expect(isComposeFile(path)).toBe(false);
    },
  );
});
