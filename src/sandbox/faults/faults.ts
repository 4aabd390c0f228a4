import * as z from "zod";
import type { Clock } from "../../base/clock.ts";
import { Emitter, type Event } from "../../base/event.ts";
import { EFFECTS } from "./effect.ts";

const name = z.string().min(1).max(253);

/** A fault as it is asked for at run time. */
export const faultSchema = z.discriminatedUnion("type", [
  /** Ends the containers of a pod, or one of them, as if they had been killed. Happens once. */
  z.strictObject({
    type: z.literal("killPod"),
    namespace: name,
    pod: name,
    container: name.optional(),
    exitCode: z.int().min(0).max(255).default(137),
  }),
  /** Pods that a workload gets from now on suffer the effect, whatever their image. */
  z.strictObject({
    type: z.literal("workload"),
    namespace: name,
    kind: z.enum(["Deployment", "StatefulSet", "DaemonSet", "Job"]),
    name,
    effect: z.enum(EFFECTS),
  }),
  /** The kubelet of a node stops answering. */
  z.strictObject({ type: z.literal("nodeNotReady"), node: name }),
  /** Every image pull takes so many times longer. */
  z.strictObject({ type: z.literal("slowImages"), factor: z.number().min(1).max(1000) }),
]);

export type SandboxFault = z.infer<typeof faultSchema>;

export interface ActiveFault {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly fault: SandboxFault;
}

export interface FaultChange {
  readonly type: "injected" | "lifted";
  readonly active: ActiveFault;
}

/** The faults that act on the embedded cluster now. */
export interface Faults {
  /** Oldest first. A fault that happens once is never among them. */
  list(): readonly ActiveFault[];
  inject(fault: SandboxFault): ActiveFault;
  /** Returns whether there was such a fault. */
  lift(id: string): boolean;
  readonly onChange: Event<FaultChange>;
}

export function createFaults(clock: Clock): Faults {
  const active = new Map<string, ActiveFault>();
  const changes = new Emitter<FaultChange>();
  let count = 0;
  return {
    list: () => [...active.values()],
    inject(fault) {
      const injected: ActiveFault = { id: String(++count), since: clock.now(), fault };
      if (fault.type !== "killPod") active.set(injected.id, injected);
      changes.fire({ type: "injected", active: injected });
      return injected;
    },
    lift(id) {
      const lifted = active.get(id);
      if (lifted === undefined) return false;
      active.delete(id);
      changes.fire({ type: "lifted", active: lifted });
      return true;
    },
    onChange: changes.event,
  };
}
