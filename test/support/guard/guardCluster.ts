import { ManualClock } from "../../../src/base/clock.ts";
import { Fault } from "../../../src/base/result.ts";
import { guardStoreOf } from "../../../src/adapters/kubernetes/guardStore.ts";
import type { ClusterPerson } from "../../../src/core/guard/clusterPerson.ts";
import type { Guard, GuardSpec } from "../../../src/core/guard/guard.ts";
import { writeRequest } from "../../../src/core/guard/guardSchema.ts";
import type { GuardStore } from "../../../src/core/ports/guardStore.ts";
import type { Cluster, Patch } from "../../../src/core/rollout/cluster.ts";
import type { KubeObject } from "../../../src/core/rollout/objects.ts";
import { jsonPatch } from "../../../src/sandbox/api/patch/jsonPatch.ts";

/** A cluster that has one guard and no policies; what would refuse a write there is said by `refusing`. */
export interface GuardCluster {
  readonly cluster: Cluster;
  readonly guards: GuardStore;
  /** What the guard keeps now. */
  read(): Promise<Guard>;
  /** Whom it takes everybody for from now on. */
  signIn(person: ClusterPerson): void;
  /** Every write is refused with this from now on. */
  refusing(fault: Fault): void;
  /** How many connections were closed. */
  readonly closed: number;
}

export function guardCluster({ spec, requests }: Guard, person: ClusterPerson): GuardCluster {
  let me = person;
  let closed = 0;
  let refusal: Fault | undefined;
  let object: KubeObject = guardObject(spec, requests.map(writeRequest));
  const cluster: Partial<Cluster> = {
    context: "east",
    get: async <T extends KubeObject>() => structuredClone(object) as T,
    create: async <T extends KubeObject>() => {
      return { metadata: { name: "" }, status: { userInfo: { username: me.name, groups: me.groups } } } as unknown as T;
    },
    patch: async <T extends KubeObject>(_ref: unknown, { body }: Patch) => {
      if (refusal !== undefined) throw refusal;
      object = jsonPatch(object, body) as KubeObject;
      return structuredClone(object) as T;
    },
    dispose: () => void (closed += 1),
  };
  const whole = cluster as Cluster;
  const guards = guardStoreOf(whole, { clock: new ManualClock(Date.parse("2026-01-01T00:00:00Z")), random: () => 0 });
  return {
    cluster: whole,
    guards,
    async read() {
      const guard = await guards.read("shop");
      if (guard === undefined) throw new Error("no guard");
      return guard;
    },
    signIn: (other) => void (me = other),
    refusing: (fault) => void (refusal = fault),
    get closed() {
      return closed;
    },
  };
}

/** The fault of a write that the shipped policies refuse. */
export function policyRefusal(refusal: string, refusalSentence: string): Fault {
  return new Fault("Invalid", `Could not patch: ${refusalSentence}`, { facts: { refusal, refusalSentence } });
}

function guardObject(spec: GuardSpec, requests: readonly object[]): KubeObject {
  const metadata = { name: "tidegate", namespace: "shop", resourceVersion: "1", uid: "g" };
  const object: KubeObject & { spec: object; status: object } = { metadata, spec, status: { requests } };
  return object;
}
