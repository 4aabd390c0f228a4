import type { CommandLine } from "../../facts/application.ts";
import { commandLineOf } from "../shared/commandLine.ts";

/** A script as what it comes to when it is run: other scripts looked up, wrappers and steps of the build taken off. */
export interface ScriptCommand {
  readonly argv: CommandLine;
  /** The JavaScript file that is started, where it is one. */
  readonly file?: string;
  /** Variables that it sets, such as `PORT`. */
  readonly sets: Readonly<Record<string, string>>;
}

/** Programs that wait for changes, or that serve a site to the person who writes it. */
const FOR_DEVELOPMENT =
  /(?:^|[\s/])(?:nodemon|ts-node-dev|tsnd|node-dev|supervisor|concurrently|onchange|wrangler|serverless|sls|sst|netlify|vercel|firebase|func|react-native|expo|electron|electron-forge|storybook|start-storybook|live-server|browser-sync|http-server|serve-handler|webpack-dev-server|docker|docker-compose|playwright|cypress)(?:\s|$)|(?:^|\s)(?:--watch(?:-path\S*)?|--hot|watch|-w)(?:\s|$)|\b(?:next|nuxt|nuxi|astro|remix|gatsby|rsbuild|farm|parcel|react-router|wrangler|vinxi)\s+(?:dev|develop)\b|\b(?:react-scripts|react-app-rewired|craco|vite-node)\s+start\b|\bng\s+(?:serve|s)\b|\bvue-cli-service\s+serve\b|\bwebpack\s+(?:serve|s)\b|\b(?:docusaurus|gatsby)\s+(?:start|develop)\b|\bvite(?:\s+(?:dev|serve|preview)|\s+--|\s*$)|\beleventy\b|\bparcel\s+\S+\.html|\bturbo\s|\blerna\s|\bnx\s|\byarn\s+workspace\s|\b(?:npm|pnpm|yarn|bun)\s.*(?:--workspaces?|--filter|-w|workspaces? foreach|--recursive|-r)\b/u;

/** Steps that build or check and end: what stands after them is what runs. */
const STEP =
  /^(?:tsc|tsup|rimraf|rm|mkdir|cp|copyfiles|cpx|shx|esbuild|rollup|webpack|swc|babel|unbuild|tsdown|vite build|next build|nuxt build|nuxi build|nest build|astro build|remix build|react-router build|remix vite:build|eslint|prettier|prisma generate|npx prisma generate|npx tsc|echo|ng build|gulp|grunt|husky)\b/u;

const WRAPPER =
  /^(?:npx|pnpm exec|pnpm dlx|yarn exec|bunx|exec|env|cross-env|cross-env-shell|dotenvx run(?: [^-]\S*| -f \S+)*|dotenv(?: -e \S+)*|env-cmd(?: -f \S+)?|npm exec|dumb-init|tini)\s+(?:--\s+)?/u;
const ASSIGNMENT = /^([A-Z_a-z]\w*)=("[^"]*"|'[^']*'|[^\s"'$`;&|]*)\s+/u;

/**
 * What a script comes to; undefined where it is for development, only builds, or goes round in circles. What needs a
 * shell keeps one.
 */
export function scriptCommand(name: string, scripts: Readonly<Record<string, string>>): ScriptCommand | undefined {
  const line = lineOfScript(name, scripts, 0);
  if (line === undefined || FOR_DEVELOPMENT.test(line)) return undefined;
  const { rest, sets } = withoutWrappers(line);
  if (rest === "" || STEP.test(rest)) return undefined;
  const argv = argvOf(rest);
  const file = startedFile(argv);
  const kept = Object.entries(sets).filter(([variable]) => variable !== "NODE_ENV" && variable !== "PORT");
  const shell =
    kept.length === 0
      ? argv
      : ["sh", "-c", `${kept.map(([key, value]) => `${key}=${quoted(value)}`).join(" ")} exec ${rest}`];
  return { argv: shell, ...(file !== undefined && { file }), sets };
}

/** The script's line, where it calls another script that one's, steps of a build before it left out. */
function lineOfScript(name: string, scripts: Readonly<Record<string, string>>, depth: number): string | undefined {
  const written = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (written === undefined || depth > 5 || written.length > 2000) return undefined;
  const parts = written.split("&&").map((one) => withoutWrapperScript(one.trim(), scripts));
  const run = parts.map((one) => calledScript(one, scripts));
  const last = parts.length - 1;
  const before = parts.slice(0, last).filter((one, index) => !isStep(one, run[index], scripts));
  const called = run[last];
  const end = called === undefined ? parts[last] : lineOfScript(called, scripts, depth + 1);
  if (end === undefined) return undefined;
  return [...before, end].join(" && ");
}

/** `pnpm with-env next start`, where `with-env` is `dotenv -e ../../.env --`, comes to what stands behind it. */
function withoutWrapperScript(line: string, scripts: Readonly<Record<string, string>>): string {
  const match = /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?([\w:.-]+)\s+(?:--\s+)?(\S.*)$/u.exec(line);
  const [, name = "", rest = ""] = match ?? [];
  const called = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  return called !== undefined && called.length < 200 && withoutWrappers(`${called.trim()} `).rest === "" ? rest : line;
}

function isStep(line: string, called: string | undefined, scripts: Readonly<Record<string, string>>): boolean {
  if (called === undefined) return STEP.test(withoutWrappers(line).rest);
  return /build|compile|clean|lint|generate|tsc|bundle|prepare/u.test(called) || STEP.test(scripts[called] ?? "");
}

/** The script that a line runs by way of a package manager; undefined where it is another command. */
function calledScript(line: string, scripts: Readonly<Record<string, string>>): string | undefined {
  const match = /^(?:npm|pnpm|yarn|bun)\s+(?:(?:run|run-script|--silent|-s)\s+)*([\w:.-]+)$/u.exec(line);
  const name = match?.[1];
  return name !== undefined && Object.hasOwn(scripts, name) ? name : undefined;
}

function withoutWrappers(line: string): { readonly rest: string; readonly sets: Readonly<Record<string, string>> } {
  const sets: Record<string, string> = {};
  let rest = line.trim();
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replace(WRAPPER, "").replace(/^--(?:\s+|$)/u, "");
    const match = ASSIGNMENT.exec(rest);
    if (match?.[1] !== undefined) {
      sets[match[1]] = (match[2] ?? "").replaceAll(/^["']|["']$/gu, "");
      rest = rest.slice(match[0].length);
    }
  }
  return { rest, sets };
}

/** A file of environment variables is not in an image, and Node ends where it does not find one. */
function argvOf(line: string): CommandLine {
  const bare = line.replaceAll(/\s--env-file(?:-if-exists)?(?:=|\s+)\S+/gu, "");
  return commandLineOf(bare);
}

/** The file that Node, Bun or a runner of TypeScript is given. */
export function startedFile(argv: CommandLine): string | undefined {
  const [program = "", ...rest] = argv;
  if (!/^(?:node|bun|tsx|ts-node|pm2-runtime|nodejs|node_modules\/\.bin\/(?:tsx|ts-node))$/u.test(program))
    return undefined;
  const words =
    program === "bun" && rest[0] === "run"
      ? rest.slice(1)
      : program === "pm2-runtime" && rest[0] === "start"
        ? rest.slice(1)
        : rest;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (/^(?:-r|--require|--import|--loader|--experimental-loader|-P|--project)$/u.test(word)) index += 1;
    else if (!word.startsWith("-")) return word.replace(/^\.\//u, "");
  }
  return undefined;
}

function quoted(value: string): string {
  return /^[\w./:@-]*$/u.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
