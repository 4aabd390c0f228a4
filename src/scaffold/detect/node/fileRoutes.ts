import type { Evidence } from "../../facts/fact.ts";
import { evidence } from "../shared/evidence.ts";
import type { Route } from "../shared/probePaths.ts";
import { fromRoot } from "../shared/sources.ts";
import type { Folder } from "../folder.ts";

/** How frameworks make paths of files: the folder that they begin in, and the names that answer requests. */
const CONVENTIONS: Readonly<Record<string, readonly RegExp[]>> = {
  next: [/^(?:src\/)?app(\/.+)\/route\.[jt]sx?$/u, /^(?:src\/)?pages(\/.+?)(?:\/index)?\.[jt]sx?$/u],
  nuxt: [/^(?:server\/routes|server(?=\/api\/))(\/.+?)(?:\.get)?\.[cm]?[jt]s$/u],
  nitro: [
    /^(?:server\/)?routes(\/.+?)(?:\.get)?\.[cm]?[jt]s$/u,
    /^(?:server(?=\/api\/))(\/.+?)(?:\.get)?\.[cm]?[jt]s$/u,
  ],
  sveltekit: [/^src\/routes(\/.+)\/\+server\.[jt]s$/u],
  astro: [/^src\/pages(\/.+?)\.[cm]?[jt]s$/u],
  remix: [/^app\/routes(\/[^/]+?)(?:\/route)?\.[jt]sx?$/u],
  "react-router": [/^app\/routes(\/[^/]+?)(?:\/route)?\.[jt]sx?$/u],
  "solid-start": [/^src\/routes(\/.+?)\.[jt]sx?$/u],
  "tanstack-start": [/^(?:src|app)\/routes(\/.+?)\.[jt]sx?$/u],
};

/** The paths that files alone give, for frameworks that have such a convention. */
export function fileRoutes(folder: Folder, framework: string | undefined): readonly Route<Evidence>[] {
  const patterns =
    framework !== undefined && Object.hasOwn(CONVENTIONS, framework) ? CONVENTIONS[framework] : undefined;
  if (patterns === undefined) return [];
  return folder.files.flatMap((file) => {
    const inside = patterns.map((pattern) => pattern.exec(file)?.[1]).find((one) => one !== undefined);
    if (inside === undefined) return [];
    const path = routeOf(
      inside,
      framework === "remix" || framework === "react-router" || framework === "tanstack-start",
    );
    return [{ path, at: evidence(fromRoot(folder, file), 1, `answers on ${path}`) }];
  });
}

/** Groups in round brackets are no part of the path; with flat names, dots are slashes and `[.]` is a dot. */
function routeOf(inside: string, flat: boolean): string {
  const named = inside
    .split("/")
    .filter((step) => !/^\(.*\)$/u.test(step))
    .join("/");
  return flat
    ? named
        .replaceAll(/(?<!\[)\.(?!\])/gu, "/")
        .replaceAll("[.]", ".")
        .replaceAll(/\/_\w*(?=\/|$)|\$$/gu, "")
    : named;
}
