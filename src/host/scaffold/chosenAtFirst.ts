import type { Application } from "../../scaffold/facts/application.ts";

/**
 * The applications that a person means by a folder or a file: those in it, else the one around it, else all.
 * `subject` is a path from the root of the tree with slashes; empty or undefined is the root.
 */
export function chosenAtFirst(
  applications: readonly Application[],
  subject: string | undefined,
): readonly Application[] {
  if (subject === undefined || subject === "" || subject === ".") return applications;
  const inside = applications.filter(({ path }) => path === subject || path.startsWith(`${subject}/`));
  if (inside.length > 0) return inside;
  const around = applications.filter(({ path }) => path === "." || subject.startsWith(`${path}/`));
  const [nearest] = around.toSorted((a, b) => depth(b.path) - depth(a.path));
  return nearest === undefined || nearest.path === "." ? applications : [nearest];
}

function depth(path: string): number {
  return path === "." ? 0 : path.split("/").length;
}
