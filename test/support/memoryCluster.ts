import jsonPatch from "fast-json-patch";
import { Fault } from "../../src/base/result.ts";
import type { Cluster, Patch, WriteOptions } from "../../src/core/rollout/cluster.ts";
import type { ObjectRef } from "../../src/core/rollout/kinds.ts";
import type { KubeObject } from "../../src/core/rollout/objects.ts";

/** Objects in memory with the API server's rules for versions and generations, and a hand in every write. */
export interface MemoryCluster {
  readonly cluster: Cluster;
  put(object: KubeObject): void;
  get(name: string): KubeObject;
  /** Writes that were stored. */
  readonly writes: number;
  /** Called before each write that is not a dry run; what it throws is what the caller gets, and nothing is stored. */
  beforeWrite: () => void;
  /** Called after a write was stored; what it throws is what the caller gets. */
  afterWrite: () => void;
}

export function memoryCluster(): MemoryCluster {
  const objects = new Map<string, KubeObject>();
  let version = 0;
  const stored = (object: KubeObject): KubeObject => {
    version += 1;
    const next = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
    objects.set(object.metadata.name, next);
    return next;
  };
  const memory = {
    writes: 0,
    beforeWrite: (): void => undefined,
    afterWrite: (): void => undefined,
    put: (object: KubeObject): void => void stored(object),
    get: (name: string): KubeObject => structuredClone(objects.get(name)) as KubeObject,
  };
  async function patch(ref: ObjectRef, change: Patch, options: WriteOptions = {}): Promise<KubeObject> {
    const before = objects.get(ref.name);
    if (before === undefined) throw new Fault("NotFound", `${ref.name} is not there.`);
    if (options.dryRun !== true) memory.beforeWrite();
    const now = objects.get(ref.name) ?? before;
    const after = patched(now, change);
    if (after.metadata.resourceVersion !== now.metadata.resourceVersion) throw new Fault("Conflict", "It was changed.");
    if (options.dryRun === true) return after;
    const changed = JSON.stringify(after.spec) !== JSON.stringify(now.spec);
    const generation = (now.metadata.generation ?? 1) + (changed ? 1 : 0);
    memory.writes += 1;
    const result = stored({ ...after, metadata: { ...after.metadata, generation } });
    memory.afterWrite();
    return structuredClone(result);
  }
  const cluster = {
    context: "memory",
    version: async () => "v1.36.3",
    get: async (ref: ObjectRef) => structuredClone(objects.get(ref.name)),
    list: async () => [],
    patch,
    may: async () => ({ allowed: true }),
    dispose: () => undefined,
  } as unknown as Cluster;
  return Object.assign(memory, { cluster });
}

function patched(object: KubeObject, { type, body }: Patch): KubeObject {
  if (type !== "json") throw new Error("only JSON patches here");
  return jsonPatch.applyPatch(structuredClone(object), structuredClone(body) as never).newDocument;
}
