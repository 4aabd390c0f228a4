import { routePath } from "../shared/enclosingPrefix.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";

/** The path before the routes of a router, by the file and the name that it has there. */
export type PrefixOf = (source: Source, name: string) => string;

/** `r = APIRouter(prefix="/x")`, `bp = Blueprint("b", __name__, url_prefix="/x")`, an application that another mounts. */
const ROUTER =
  /^[ \t]*(\w{1,60})[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*(?:\w+\.)?(?:APIRouter|Blueprint|FastAPI|Starlette|Flask|Quart|Router)\(((?:[^()]|\([^()]*\)){0,1000})\)/gmu;
/** `app.include_router(health.router, prefix="/api")`, `app.register_blueprint(bp, url_prefix="/api")`. */
const INCLUDED =
  /\b(\w{1,60})\.(?:include_router|register_blueprint)\(\s*([\w.]{1,120})((?:[^()]|\([^()]*\)){0,600})\)/gu;
/** `app.mount("/api", api)`. */
const MOUNTED = /\b(\w{1,60})\.mount\(\s*(?:path\s*=\s*)?["'](\/[^"'\n]{0,200})["']\s*,\s*(?:app\s*=\s*)?(\w{1,60})/gu;
const PREFIX = /\b(?:url_)?prefix\s*=\s*(?:["']([^"'\n]{0,200})["']|([\w.]{1,120}))/u;
const IMPORTED = /^[ \t]*from[ \t]+([\w.]{1,200})[ \t]+import[ \t]+(?:\(([^()]{1,2000})\)|([^\n#]{1,500}))/gmu;

interface Mount {
  readonly source: Source;
  /** What it is mounted on, by its name in the same file. */
  readonly on: string;
  /** As it is written there: a name, or a module's. */
  readonly router: string;
  readonly prefix: string;
}

/** Follows routers to what mounts them, file by file, up to the application. */
export function pythonPrefixes(sources: readonly Source[]): PrefixOf {
  const own = new Map(
    hitsIn(sources, ROUTER).map((hit) => [keyOf(hit.source, hit.group(1)), prefixIn(hit.group(2), sources)]),
  );
  const mounts = [
    ...hitsIn(sources, INCLUDED).map((hit) => mountAt(hit, hit.group(2), prefixIn(hit.group(3), sources))),
    ...hitsIn(sources, MOUNTED).map((hit) => mountAt(hit, hit.group(3), hit.group(2))),
  ];
  const aliases = new Map(sources.map((source) => [source, importsOf(source)]));
  const prefixOf = (source: Source, name: string, depth = 0): string => {
    const prefix = own.get(keyOf(source, name));
    if (prefix === undefined || depth > 8) return "";
    const mount = mounts.find((one) => one.on !== name && isMounted(one, source, name, aliases.get(one.source)));
    const above = mount === undefined ? "" : routePath(prefixOf(mount.source, mount.on, depth + 1), mount.prefix);
    return routePath(above, prefix);
  };
  return prefixOf;
}

function keyOf(source: Source, name: string): string {
  return `${source.path}\n${name}`;
}

function mountAt(hit: Hit, router: string, prefix: string): Mount {
  return { source: hit.source, on: hit.group(1), router, prefix };
}

/** A prefix as it is written, or what the constant or setting of that name is given somewhere. */
function prefixIn(given: string, sources: readonly Source[]): string {
  const match = PREFIX.exec(given);
  const name = match?.[2]?.split(".").at(-1);
  if (name === undefined) return match?.[1] ?? "";
  const assigned = new RegExp(
    String.raw`^[ \t]*${name}[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*["'](\/[^"'\n]{0,200})["']`,
    "mu",
  );
  return sources.map(({ text }) => assigned.exec(text)?.[1]).find((one) => one !== undefined) ?? "";
}

/** Names of a file that stand for a name of another module. */
function importsOf(source: Source): ReadonlyMap<string, string> {
  return new Map(
    hitsIn([source], IMPORTED).flatMap((hit) =>
      (hit.group(2) || hit.group(3)).split(",").flatMap((one) => {
        const [, name, alias] = /^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/u.exec(one) ?? [];
        return name === undefined ? [] : [[alias ?? name, `${hit.group(1)}.${name}`] as const];
      }),
    ),
  );
}

/** Whether a mount is that of a router of a file: in the file itself, by what is imported, or as a module's name. */
function isMounted(
  { source, router }: Mount,
  target: Source,
  name: string,
  imports: ReadonlyMap<string, string> | undefined,
): boolean {
  if (source.path === target.path) return router === name;
  const [first = "", ...rest] = router.split(".");
  const whole = [imports?.get(first) ?? first, ...rest].join(".");
  const module = target.path.replace(/(?:\/__init__)?\.py$/u, "").replaceAll("/", ".");
  const steps = whole.replace(/^\.+/u, "").split(".");
  return steps.at(-1) === name && steps.length > 1 && `.${module}`.endsWith(`.${steps.slice(0, -1).join(".")}`);
}
