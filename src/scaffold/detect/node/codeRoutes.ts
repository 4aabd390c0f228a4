import type { Evidence } from "../../facts/fact.ts";
import { prefixAround, prefixRanges, routePath } from "../shared/enclosingPrefix.ts";
import { evidence, lineAt } from "../shared/evidence.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";
import { type MountedFiles, mountedFiles } from "./mountedFiles.ts";
import { nestRoutes } from "./nestRoutes.ts";
import { type Routers, routersIn } from "./routers.ts";

const METHOD = /\.(?:get|head|all|use|on|route)\s*(?:<[^()]{0,200}>)?\(\s*["'`](\/[\w./-]*)["'`]/gu;
const OBJECT = /\b(?:url|path)\s*:\s*["'`](\/[\w./-]*)["'`]/gu;
const COMPARED =
  /\b(?:url|pathname|path)\b[^\n=]{0,20}={2,3}\s*["'`](\/[\w./-]*)["'`]|["'`](\/[\w./-]*)["'`]\s*={2,3}\s*\w*\.?(?:url|pathname|path)\b|\bcase\s+["'`](?:GET )?(\/[\w./-]*)["'`]|\.startsWith\(\s*["'`](\/[\w./-]*)["'`]\s*\)/gu;
/** Bun's table of routes, terminus' table of checks. */
const KEY = /["'`](\/[\w./-]+)["'`]\s*:/gu;
/** `app.group("/v1", (app) => app.get(…))`, AdonisJS and Elysia. */
const GROUP = /\.(?:group|guard)\(\s*["'`](\/[\w./-]*)["'`]/gu;

/** The paths that code answers on, those of mounted routers with their prefix. `sources` are without comments. */
export function codeRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const routers = new Map(sources.map((source) => [source, routersIn(source.text)]));
  const routersOf = (source: Source): Routers => routers.get(source) ?? routersIn(source.text);
  const mounted = mountedFiles(sources, routersOf);
  return [...sources.flatMap((source) => fileRoutes(source, routersOf(source), mounted)), ...nestRoutes(sources)];
}

function fileRoutes(source: Source, routers: Routers, mounted: MountedFiles): readonly Route<Evidence>[] {
  const { text, path, file } = source;
  const above = mounted.prefixOf(path) || folderPrefix(path, text);
  const groups = prefixRanges(text, GROUP);
  const routeAt = (written: string, index: number): Route<Evidence> => {
    const whole = routePath(above, prefixAround(groups, index), written) || "/";
    return { path: whole, at: evidence(file, lineAt(text, index), `answers on ${whole}`) };
  };
  const called = [...text.matchAll(METHOD)].flatMap((match) =>
    mounted.isMount(path, match.index)
      ? []
      : [routeAt(routePath(routers.before(match.index), match[1] ?? ""), match.index)],
  );
  const others = [OBJECT, COMPARED, KEY].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const written = match.slice(1).find((one) => one !== undefined);
      return written === undefined ? [] : [routeAt(written, match.index)];
    }),
  );
  return [...called, ...others, ...(path === "app/routes.ts" ? configured(text, routeAt) : [])];
}

/** React Router's table of routes: `route("healthcheck", "routes/healthcheck.tsx")`. */
function configured(
  text: string,
  routeAt: (written: string, index: number) => Route<Evidence>,
): readonly Route<Evidence>[] {
  return [...text.matchAll(/\broute\(\s*["'`]([\w./-]+)["'`]\s*,/gu)].map((match) =>
    routeAt(match[1] ?? "", match.index),
  );
}

/** Fastify's loader mounts each file of `routes` below its folder; such a file gives a function that gets the server. */
function folderPrefix(path: string, text: string): string {
  const inside = /^(?:src\/)?routes\/(.+)\/[^/]+$/u.exec(path)?.[1];
  const isPlugin =
    /\bexport\s+default\s+(?:async\s+)?(?:function\b|\(|fp\()|\bmodule\.exports\s*=\s*(?:async\s+)?(?:function\b|\()/u;
  return inside !== undefined && /\bfastify\b/iu.test(text) && isPlugin.test(text) && !inside.includes("_")
    ? routePath(inside)
    : "";
}
