/** Where the last generated texts are kept, from the root of the tree. The team commits them. */
export const BASE_FOLDER = ".tidegate/scaffold";

/** The file that keeps the base of a generated file. */
export function basePath(path: string): string {
  return `${BASE_FOLDER}/${path}.json`;
}

/** The generated file that a file of the base folder belongs to; undefined where it is no base. */
export function pathOfBase(path: string): string | undefined {
  const inside = path.startsWith(`${BASE_FOLDER}/`) && path.endsWith(".json");
  return inside ? path.slice(BASE_FOLDER.length + 1, -".json".length) : undefined;
}
