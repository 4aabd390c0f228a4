import { depthOf, isAtOrBelow } from "../../base/treePath.ts";
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
  const inside = applications.filter(({ path }) => isAtOrBelow(path, subject));
  if (inside.length > 0) return inside;
  const around = applications.filter(({ path }) => isAtOrBelow(subject, path));
  const [nearest] = around.toSorted((a, b) => depthOf(b.path) - depthOf(a.path));
  return nearest === undefined || nearest.path === "." ? applications : [nearest];
}
