import type { Sample } from "./samples.ts";

/** Generated files of all samples that a check is for, from the folder that holds the samples. */
export function filesOf(samples: readonly Sample[], wanted: (path: string) => boolean): readonly string[] {
  return samples.flatMap(({ name, files }) =>
    files.filter((file) => wanted(file.path)).map((file) => `${name}/${file.path}`),
  );
}

/** How many of these files each sample has. */
export function looked(samples: readonly Sample[], files: readonly string[]): ReadonlyMap<string, number> {
  return new Map(samples.map(({ name }) => [name, files.filter((file) => file.startsWith(`${name}/`)).length]));
}
