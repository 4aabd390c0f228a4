import type { Disposable } from "../../base/dispose.ts";
import type { PortForward } from "../../core/rollout/cluster.ts";

/** A port of this machine that leads to a pod's. */
export interface Forwarded {
  readonly pod: string;
  readonly port: number;
  readonly forward: PortForward;
}

/** Port forwards opened from this window; they end with it. */
export class Forwards implements Disposable {
  readonly #open = new Set<Forwarded>();
  readonly #tell: (any: boolean) => void;

  /** `tell` hears whether any is open. */
  constructor(tell: (any: boolean) => void) {
    this.#tell = tell;
  }

  get all(): readonly Forwarded[] {
    return [...this.#open];
  }

  add(forwarded: Forwarded): void {
    this.#open.add(forwarded);
    this.#tell(true);
  }

  stop(forwarded: Forwarded): void {
    forwarded.forward.dispose();
    this.#open.delete(forwarded);
    this.#tell(this.#open.size > 0);
  }

  dispose(): void {
    for (const { forward } of this.#open) forward.dispose();
    this.#open.clear();
  }
}
