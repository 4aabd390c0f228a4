/** The way from a folder up to one that it lies in: `..` for each step, `.` for none. */
export function wayUp(path: string, root: string): string {
  if (path === root) return ".";
  const below = root === "." ? path : path.slice(root.length + 1);
  return below
    .split("/")
    .map(() => "..")
    .join("/");
}

/** A word of a shell line, quoted where it must be. */
export function shellWord(word: string): string {
  return /^[\w./@%+=:,-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
