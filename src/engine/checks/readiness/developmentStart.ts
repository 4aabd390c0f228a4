import type { ProgramCall } from "../../../core/gates/terms.ts";

/** How an application is started for work on it. */
export interface DevelopmentStart {
  readonly call: ProgramCall;
  /** The port that it takes where `PORT` is nothing to it. */
  readonly port?: number;
}

/** Scripts that start for development, the usual first. */
const SCRIPTS = ["dev", "start:dev", "develop", "start:development", "serve:dev"] as const;

/** What tools listen on where nobody says otherwise, and do not read `PORT`. */
const PORTS: readonly (readonly [RegExp, number])[] = [
  [/(?:^|\s)vite(?:\s|$)/u, 5173],
  [/(?:^|\s)ng\s+(?:serve|s)\b/u, 4200],
  [/(?:^|\s)astro\s+dev\b/u, 4321],
  [/(?:^|\s)gatsby\s+develop\b/u, 8000],
  [/(?:^|\s)(?:webpack\s+(?:serve|s)|webpack-dev-server|vue-cli-service\s+serve)\b/u, 8080],
];
/** A port that the script itself says. */
const SAID = /(?:^|\s)(?:--port|-p)(?:\s+|=)(\d{2,5})(?:\s|$)/u;

/** The script of a `package.json` that starts for development; undefined where there is none, or nobody can read it. */
export function developmentStart(manifest: string, manager: string): DevelopmentStart | undefined {
  const scripts = scriptsOf(manifest);
  const name = SCRIPTS.find((one) => typeof scripts[one] === "string" && scripts[one].trim() !== "");
  if (name === undefined) return undefined;
  const line = String(scripts[name]);
  const port = Number(SAID.exec(line)?.[1] ?? PORTS.find(([tool]) => tool.test(line))?.[1] ?? Number.NaN);
  return { call: [manager, "run", name], ...(port >= 1 && port <= 65_535 ? { port } : {}) };
}

function scriptsOf(manifest: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(manifest);
    const scripts = typeof read === "object" && read !== null && "scripts" in read ? read.scripts : undefined;
    return typeof scripts === "object" && scripts !== null ? { ...scripts } : {};
  } catch {
    return {};
  }
}
