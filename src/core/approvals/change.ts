import type { WorkloadRef } from "../graph/graph.ts";
import type { ImageChange } from "../run/release.ts";

/** One planned change, as far as its risk goes. */
export type Change =
  | { readonly type: "image"; readonly workload: WorkloadRef; readonly from: string; readonly to: string }
  /** `from` is absent where it could not be read. */
  | { readonly type: "scale"; readonly workload: WorkloadRef; readonly from?: number; readonly to: number }
  | { readonly type: "restart"; readonly workload: WorkloadRef }
  /** Any other object of the cluster; `secretType` is the type of a Secret. */
  | { readonly type: "object"; readonly kind: string; readonly name: string; readonly secretType?: string }
  /** `rows` is absent where nobody counted them. */
  | { readonly type: "migration"; readonly name: string; readonly rows?: number };

/** A release's images as changes. */
export function changesOf(images: readonly ImageChange[]): readonly Change[] {
  return images.map(({ workload, from, to }) => ({ type: "image", workload, from, to }));
}
