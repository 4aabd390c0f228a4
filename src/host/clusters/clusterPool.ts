import type { Disposable } from "../../base/dispose.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";

/**
 * One connection a context, made when first asked for and kept until {@link ClusterPool.reset}. A connection that
 * failed is tried anew by whoever asks next.
 */
export class ClusterPool implements Disposable {
  readonly #connect: (context: string) => Promise<Cluster>;
  #clusters = new Map<string, Promise<Cluster>>();
  #disposed = false;

  constructor(connect: (context: string) => Promise<Cluster>) {
    this.#connect = connect;
  }

  get(context: string): Promise<Cluster> {
    if (this.#disposed) return Promise.reject(new Error("The connections were closed."));
    const known = this.#clusters.get(context);
    if (known !== undefined) return known;
    const clusters = this.#clusters;
    const made = this.#connect(context);
    clusters.set(context, made);
    made.catch(() => {
      if (clusters.get(context) === made) clusters.delete(context);
    });
    return made;
  }

  /** Closes every connection; the next one asked for reads the kubeconfig again. */
  reset(): void {
    const old = this.#clusters;
    this.#clusters = new Map();
    for (const cluster of old.values())
      void cluster.then(
        (it) => it.dispose(),
        () => undefined,
      );
  }

  dispose(): void {
    this.#disposed = true;
    this.reset();
  }
}
