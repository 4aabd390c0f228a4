import type { Evidence } from "../../facts/fact.ts";
import { prefixAround, prefixRanges, routePath } from "../shared/enclosingPrefix.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

const ROUTE =
  /(@?)\b(?:createContext|get|GetMapping|RequestMapping|Get|Path|route|handle)\s*\(\s*(?:(?:path|value|uri)\s*=\s*)?(?:\{\s*)?"(\/?[\w./-]{0,100})"/gu;
/** What stands before a class and counts for all that it answers: Spring, JAX-RS, Micronaut. */
const OF_CLASS =
  /@(?:RequestMapping|Path|Controller)\s*\(\s*(?:(?:path|value)\s*=\s*)?(?:\{\s*)?"([\w./{}-]{0,100})"[^{;()]{0,300}\)(?=(?:\s|@[\w.]{1,100}(?:\([^()]{0,400}\))?|public\b|final\b|abstract\b|open\b|internal\b){0,60}\b(?:class|interface|object)\b)/gu;
/** JAX-RS puts the method on a line of its own: a class's path answers there itself. */
const BARE_GET = /@(?:GET|GetMapping|Get)\b(?!\s*\(\s*["{\w])/gu;
/** Ktor's `route("/x") { … }`, Javalin's `path("/x", () -> …)`, Spring's `nest(path("/x"), …)`. */
const AROUND = /\b(?:route|path|nest|group)\s*\(\s*(?:path\s*\(\s*)?"(\/?[\w./-]{0,100})"/gu;

/** The paths that code answers on, with what stands before a class or around a block put before. Comments are blanked. */
export function javaRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  return sources.flatMap((source) => {
    const around = prefixRanges(source.text, AROUND);
    const classes = hitsIn([source], OF_CLASS).map((hit) => ({
      index: hit.index,
      end: hit.index + hit.group(0).length,
      prefix: hit.group(1),
    }));
    const above = (index: number): string => classes.findLast(({ end }) => end <= index)?.prefix ?? "";
    const routed = hitsIn([source], ROUTE).flatMap((hit) => {
      if (classes.some(({ index }) => index === hit.index)) return [];
      const isAnnotation = hit.group(1) !== "";
      // In code, only what begins with a slash is surely a path; Ktor's and Javalin's blocks may leave it out.
      if (!isAnnotation && !hit.group(2).startsWith("/")) return [];
      const path = routePath(isAnnotation ? above(hit.index) : prefixAround(around, hit.index), hit.group(2));
      return [{ path: path || "/", hit }];
    });
    const bare = hitsIn([source], BARE_GET).flatMap((hit) => {
      const path = routePath(above(hit.index));
      const next = /^@\w+\s+(?:@\w+(?:\([^()]*\))?\s+)*?@Path\s*\(/u.test(
        source.text.slice(hit.index, hit.index + 300),
      );
      return path === "" || next ? [] : [{ path, hit }];
    });
    return [...routed, ...bare].map(({ path, hit }) => ({ path, at: hit.at(`answers on ${path}`) }));
  });
}
