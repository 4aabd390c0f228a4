import type { Generator } from "../generator.ts";
import { baseProfile } from "../workload/profiles.ts";
import { chartFiles } from "./chartFiles.ts";

/** A chart for every application. */
export const helmGenerator: Generator = (input, render) => {
  const base = baseProfile(input.settings);
  if (base === undefined) return [];
  return input.applications.flatMap((application) => chartFiles(application, input, base, render));
};
