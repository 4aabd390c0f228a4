import type { Config } from "../../../core/config/config.ts";
import type { Place } from "../../clusters/environmentWatches.ts";

/** The namespaces that the files name: what is watched while somebody looks. */
export function placesOf(files: readonly { readonly config: Config }[]): readonly Place[] {
  return files.flatMap(({ config }) =>
    Object.values(config.applications).flatMap(({ environments }) => Object.values(environments)),
  );
}
