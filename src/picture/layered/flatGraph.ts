import type { Size } from "../geometry.ts";

/** A graph without groups that is to be laid in layers: what lies in it is known by its place. */
export interface FlatGraph {
  readonly nodes: readonly FlatNode[];
  /** Between two different nodes each. */
  readonly edges: readonly FlatEdge[];
}

export interface FlatNode extends Size {
  /** A way into the group from above (`first`) or out of it below (`last`), held in the outermost layer. */
  readonly held?: "first" | "last";
  /** Where it would best stand beside others of its layer; the lower, the further left. */
  readonly pull?: number;
}

export interface FlatEdge {
  readonly from: number;
  readonly to: number;
  readonly label?: Size;
  /** How much it matters that it is straight. */
  readonly weight: number;
  /** Where it meets its ends, beside their middles: a group is entered where its inside says. */
  readonly fromBeside: number;
  readonly toBeside: number;
}
