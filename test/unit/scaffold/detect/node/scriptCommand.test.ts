import { describe, expect, test } from "vitest";
import { globMatcher } from "../../../../../src/scaffold/detect/node/globMatcher.ts";
import { scriptCommand } from "../../../../../src/scaffold/detect/node/scriptCommand.ts";

function argv(start: string, more: Readonly<Record<string, string>> = {}) {
  return scriptCommand("start", { start, ...more })?.argv;
}

describe("a start script", () => {
  test.each([
    ["node dist/main", ["node", "dist/main"]],
    ["NODE_ENV=production node server.js", ["node", "server.js"]],
    ["cross-env NODE_ENV=production PORT=80 node server.js", ["node", "server.js"]],
    ["TZ=UTC node server.js", ["sh", "-c", "TZ=UTC exec node server.js"]],
    ["npm run build && node server.js", ["node", "server.js"]],
    ["tsc && npm run serve", ["node", "dist/a b.js"]],
    ["prisma migrate deploy && node server.js", ["sh", "-c", "prisma migrate deploy && node server.js"]],
    ["node --env-file=.env --max-old-space-size=512 server.js", ["node", "--max-old-space-size=512", "server.js"]],
    ["dotenv -e .env -- node server.js", ["node", "server.js"]],
    ["npx next start", ["next", "start"]],
    ["node $ENTRY", ["sh", "-c", "node $ENTRY"]],
  ])("%s comes to %j", (start, expected) => {
    expect(argv(start, { build: "tsc", serve: `node "dist/a b.js"` })).toEqual(expected);
  });

  test.each([
    "nodemon app.js",
    "ts-node-dev src/a.ts",
    "node --watch a.js",
    "tsx watch a.ts",
    "next dev",
    "vite",
    "vite preview",
    "react-scripts start",
    "ng serve",
    "vue-cli-service serve",
    "webpack serve",
    "turbo run start",
    "npm run build",
    "tsc -w",
    "npm start",
    "npm-run-all --parallel watch:* && concurrently a b",
    "docker compose up",
  ])("%s is none", (start) => {
    expect(argv(start, { build: "tsc" })).toBeUndefined();
  });
});

test.each([
  [["apps/*"], "apps/a", true],
  [["apps/*"], "apps/a/b", false],
  [["apps/**"], "apps/a/b", true],
  [["**"], "a", true],
  [["apps/**/web"], "apps/web", true],
  [["./apps/*/"], "apps/a", true],
  [["{apps,libs}/*"], "libs/a", true],
  [["packages/*", "!packages/old"], "packages/old", false],
  [["packages/a*z"], "packages/abcz", true],
  [["packages/a*z"], "packages/ab", false],
  [["."], "a", false],
])("the patterns %j and %s: %s", (patterns, path, expected) => {
  expect(globMatcher(patterns)(path)).toBe(expected);
});
