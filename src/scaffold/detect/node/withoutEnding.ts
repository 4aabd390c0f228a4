/** A path of a JavaScript or TypeScript file without its ending; any other as it is. */
export function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/u, "");
}
