import { routePath } from "../shared/enclosingPrefix.ts";
import { insideBrackets } from "./javascriptCode.ts";

/** The routers of one file and the paths that their routes stand below. */
export interface Routers {
  /** The path before the routes of what a call at an offset is made on. */
  before(index: number): string;
  /** The same, of a router by its name. */
  of(name: string): string;
}

/** `const app = new Hono().basePath("/v1")`, `const router = new Router({ prefix: "/api" })`, `express.Router()`. */
const MADE =
  /\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{1,80})?=\s*(?:new\s+)?[\w$.]{1,60}\s*(?:<[^()]{0,200}>)?\(/gu;
const OPTION = /\bprefix\s*:\s*["'`](\/[\w./-]*)["'`]/u;
const BASE = /^\s*\.basePath\(\s*["'`](\/?[\w./-]*)["'`]|^\s*\.prefix\(\s*["'`](\/?[\w./-]*)["'`]/u;
const SET = /\.prefix\(\s*["'`](\/[\w./-]*)["'`]/gu;
/** `app.use("/api", router)` in the file that makes the router. */
const MOUNT = /\.(?:use|route)\(\s*["'`](\/[\w./-]*)["'`]\s*,[^)\n]{0,80}?\b([A-Za-z_$][\w$]*)\s*\)/gu;

/** Reads the routers of a file. `text` is without comments. */
export function routersIn(text: string): Routers {
  const own = new Map<string, string>();
  const made: { readonly name: string; readonly index: number }[] = [];
  for (const { 0: token, 1: name = "", index } of text.matchAll(MADE)) {
    if (!/Router|Hono|Elysia|express|fastify|new\s/u.test(token)) continue;
    const inside = insideBrackets(text, index + token.length - 1, 600);
    const after = text.slice(index + token.length + inside.length + 1, index + token.length + inside.length + 160);
    const base = BASE.exec(after);
    made.push({ name, index });
    own.set(name, routePath(OPTION.exec(inside)?.[1] ?? "", base?.[1] ?? base?.[2] ?? ""));
  }
  for (const { 1: prefix = "", index } of text.matchAll(SET)) {
    const name = receiverOf(text, index);
    if (own.has(name)) own.set(name, routePath(prefix));
  }
  const mounts = new Map<string, { readonly on: string; readonly prefix: string }>();
  for (const { 1: prefix = "", 2: name = "", index } of text.matchAll(MOUNT)) {
    const on = receiverOf(text, index);
    if (on !== "" && own.has(name) && !mounts.has(name) && name !== on) mounts.set(name, { on, prefix });
  }
  const of = (name: string, depth = 0): string => {
    const mount = mounts.get(name);
    const above = mount === undefined || depth > 5 ? "" : routePath(of(mount.on, depth + 1), mount.prefix);
    return routePath(above, own.get(name) ?? "");
  };
  const last = (index: number): string => made.findLast((one) => one.index < index)?.name ?? "";
  return {
    of,
    before: (index) => of(receiverOf(text, index) || last(index)),
  };
}

/** The name before the dot at this offset; empty where a call's result stands there. */
function receiverOf(text: string, dot: number): string {
  return /([A-Za-z_$][\w$]*)\s*$/u.exec(text.slice(Math.max(0, dot - 60), dot))?.[1] ?? "";
}
