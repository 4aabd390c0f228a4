import type { Pod } from "../../../core/rollout/objects.ts";
import type { Change } from "../../store/store.ts";
import { isFinished } from "../podFacts.ts";
import { PODS } from "../resources.ts";

/** Which pods occupy which node, kept up to date change by change. */
export class NodePods {
  readonly #nodes = new Map<string, Set<string>>();

  /** Keys (`namespace/name`) of the pods on a node that have not ended. */
  on(node: string): ReadonlySet<string> {
    return this.#nodes.get(node) ?? new Set();
  }

  apply({ type, resource, object }: Pick<Change, "type" | "resource" | "object">): void {
    if (resource !== PODS) return;
    const pod = object as Pod;
    const node = pod.spec.nodeName;
    if (node === undefined) return;
    const key = `${pod.metadata.namespace ?? ""}/${pod.metadata.name}`;
    if (type === "DELETED" || isFinished(pod)) this.#nodes.get(node)?.delete(key);
    else this.#room(node).add(key);
  }

  #room(node: string): Set<string> {
    const known = this.#nodes.get(node) ?? new Set<string>();
    this.#nodes.set(node, known);
    return known;
  }
}
