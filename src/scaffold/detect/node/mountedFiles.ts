import { parentOf, resolved } from "../../../base/treePath.ts";
import { routePath } from "../shared/enclosingPrefix.ts";
import type { Source } from "../shared/sources.ts";
import type { Routers } from "./routers.ts";
import { withoutEnding } from "./withoutEnding.ts";

/** Which files' routes stand below which path, by what other files import and then mount. */
export interface MountedFiles {
  /** The path before a file's routes; empty for one that nothing mounts. */
  prefixOf(path: string): string;
  /** Whether the call at an offset only mounts another file that was read, and answers nothing itself. */
  isMount(path: string, index: number): boolean;
}

/** `app.use("/api", auth, users)`, `app.route("/api", users)`, `router.use(users)`, `app.use("/x", require("./x"))`. */
const MOUNT =
  /\.(?:use|route|register)\(\s*(?:["'`](\/[\w./-]*)["'`]\s*,)?[^()\n]{0,80}?(?:\b([A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)?(?:\(\s*\))?\s*\)|\brequire\(\s*["'](\.[^"'\n]{1,200})["']\s*\)(?:\.\w+)?\s*\))/gu;
/** Fastify: `app.register(users, { prefix: "/users" })`. */
const PREFIXED = /\.register\(\s*([\w$]+)\s*,\s*\{[^{}]{0,100}\bprefix:\s*["'`](\/[\w./-]*)["'`]/gu;
const IMPORT =
  /\bimport\s{1,8}(?:\*\s{1,8}as\s{1,8})?([\w$]{1,100})?\s{0,8},?\s{0,8}(?:\{([^{}]{1,600})\})?\s{0,8}from\s{0,8}["'](\.[^"'\n]{1,200}|[@~]\/[^"'\n]{1,200})["']|\b(?:const|let|var)\s+(?:([\w$]+)|\{([^{}]{1,600})\})\s*=\s*require\(\s*["'](\.[^"'\n]{1,200})["']\s*\)/gu;

interface Mount {
  readonly from: string;
  readonly target: string;
  readonly prefix: string;
  readonly index: number;
}

/** Finds what is mounted where. `routersOf` gives the routers of each file. `sources` are without comments. */
export function mountedFiles(sources: readonly Source[], routersOf: (source: Source) => Routers): MountedFiles {
  const known = new Map(
    sources.flatMap(({ path }) => {
      const plain = withoutEnding(path);
      return [[plain, plain], ...(plain.endsWith("/index") ? [[plain.slice(0, -6), plain]] : [])] as [string, string][];
    }),
  );
  const mounts = sources.flatMap((source) => mountsIn(source, known, routersOf(source)));
  const first = new Map<string, Mount>();
  for (const mount of mounts)
    if (!first.has(mount.target) && mount.target !== mount.from) first.set(mount.target, mount);
  const prefixOf = (path: string, depth = 0): string => {
    const mount = first.get(path);
    return mount === undefined || depth > 8 ? "" : routePath(prefixOf(mount.from, depth + 1), mount.prefix);
  };
  const places = new Set(mounts.map(({ from, index }) => `${from}\n${index}`));
  return {
    prefixOf: (path) => prefixOf(withoutEnding(path)),
    isMount: (path, index) => places.has(`${withoutEnding(path)}\n${index}`),
  };
}

function mountsIn(source: Source, known: ReadonlyMap<string, string>, routers: Routers): readonly Mount[] {
  const { text, path } = source;
  const imports = importsOf(source);
  const from = withoutEnding(path);
  const mount = (written: string | undefined, prefix: string, index: number): readonly Mount[] => {
    const inside = written === undefined ? undefined : fileOf(path, written);
    const target = inside === undefined ? undefined : known.get(inside);
    return target === undefined ? [] : [{ from, target, prefix, index }];
  };
  const plain = [...text.matchAll(MOUNT)].flatMap((match) => {
    const { 1: prefix = "", 2: name = "", 3: required, index } = match;
    return mount(required ?? imports.get(name), routePath(routers.before(index), prefix), index);
  });
  const prefixed = [...text.matchAll(PREFIXED)].flatMap((match) =>
    mount(imports.get(match[1] ?? ""), match[2] ?? "", match.index),
  );
  return [...prefixed, ...plain];
}

/** What names of a file stand for which other files, as written. */
function importsOf({ text }: Source): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(IMPORT)) {
    const file = match[3] ?? match[6] ?? "";
    const several = (match[2] ?? match[5] ?? "").split(",").map((one) => /([\w$]+)\s*$/u.exec(one)?.[1]);
    for (const name of [match[1], match[4], ...several]) if (name !== undefined) found.set(name, file);
  }
  return found;
}

/** A written path of a file, from the package's folder and without its ending. */
function fileOf(path: string, written: string): string | undefined {
  const inside = /^[@~]\//u.test(written) ? resolved("src", written.slice(2)) : resolved(parentOf(path), written);
  return inside === undefined ? undefined : withoutEnding(inside).replace(/\/index$/u, "");
}
