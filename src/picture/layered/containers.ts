import type { Sketch } from "../sketch.ts";

/** What lies in what: groups within groups, the whole picture around them all. */
export interface Containers {
  /** The whole picture; the others are the groups by their places, and the way back where it is apart. */
  readonly root: number;
  readonly children: readonly { readonly nodes: readonly number[]; readonly containers: readonly number[] }[];
  /** Containers around a node, the innermost first and the picture last. */
  around(node: number): readonly number[];
}

/**
 * Makes the tree of containers. Nodes of the way back that are in no group get one that is not drawn, which keeps them
 * together and apart from the way forward.
 */
export function containersOf(sketch: Sketch): Containers {
  const [root, back] = [sketch.groups, sketch.groups + 1];
  const apart = sketch.nodes.some(({ back: is }) => !is);
  const outerOfNode = sketch.nodes.map(
    (node, place) => sketch.groupOfNode[place] ?? (apart && node.back ? back : root),
  );
  const outerOf = [...sketch.groupOfGroup.map((group) => group ?? root), undefined, root];
  const children = outerOf.map(() => ({ nodes: [] as number[], containers: [] as number[] }));
  const used = new Set<number>();
  for (const [node, container] of outerOfNode.entries()) {
    children[container]?.nodes.push(node);
    for (let at: number | undefined = container; at !== undefined && !used.has(at); at = outerOf[at]) used.add(at);
  }
  for (const container of used) {
    const outer = outerOf[container];
    if (outer !== undefined) children[outer]?.containers.push(container);
  }
  for (const { containers } of children) containers.sort((one, other) => one - other);
  return {
    root,
    children,
    around(node) {
      const all: number[] = [];
      for (let at = outerOfNode[node]; at !== undefined; at = outerOf[at]) all.push(at);
      return all;
    },
  };
}
