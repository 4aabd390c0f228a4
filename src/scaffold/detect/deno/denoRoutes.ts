import type { Evidence } from "../../facts/fact.ts";
import { codeRoutes } from "../node/codeRoutes.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";

/** The paths that the code answers on, and those that Fresh makes of files. Comments are blanked. */
export function denoRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  const files = sources.flatMap(({ path, file }): readonly Route<Evidence>[] => {
    const route = /(?:^|\/)routes\/([\w/-]+)\.[jt]sx?$/u.exec(path)?.[1];
    return route === undefined ? [] : [{ path: `/${route}`, at: { file, line: 1, says: `answers on /${route}` } }];
  });
  return [...codeRoutes(sources), ...files];
}
