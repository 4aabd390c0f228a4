import { randomInt, randomUUID } from "node:crypto";
import { type Clock, timestamp } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { KubeObject, ObjectMeta, Pod } from "../../core/rollout/objects.ts";
import { deepFreeze, jsonEqual } from "./freeze.ts";
import { countsGenerations, isNewGeneration, statusHasAnnotations } from "./generation.ts";
import { History } from "./history.ts";
import { alreadyExists, conflict, notFound } from "./resource.ts";
import { Shelf } from "./shelf.ts";
import type { Change, RemoveOptions, Store } from "./store.ts";

/** Metadata that only writers look at. */
type WrittenMeta = ObjectMeta & {
  generateName?: string;
  deletionGracePeriodSeconds?: number;
  managedFields?: unknown;
};

/** The store in memory. `clock` stamps creation and deletion. */
export function createStore(clock: Clock): Store {
  return new MemoryStore(clock);
}

class MemoryStore implements Store {
  readonly #clock: Clock;
  readonly #shelves = new Map<string, Shelf>();
  readonly #histories = new Map<string, History>();
  readonly #changes = new Emitter<Change>();
  readonly #undelivered: Change[] = [];
  #delivering = false;
  #compacted = 0;
  #revision = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get revision(): number {
    return this.#revision;
  }

  list(resource: string, namespace?: string): readonly KubeObject[] {
    return this.#shelves.get(resource)?.list(namespace) ?? [];
  }

  get(resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.#shelves.get(resource)?.get(namespace, name);
  }

  resources(): readonly string[] {
    return [...this.#shelves.keys()];
  }

  create(resource: string, object: KubeObject): KubeObject {
    const meta = { ...(object.metadata as WrittenMeta) };
    meta.name ||= this.#freeName(resource, meta);
    if (this.get(resource, meta.namespace ?? "", meta.name)) throw alreadyExists(resource, meta.name);
    const metadata: WrittenMeta = { ...meta, uid: meta.uid ?? randomUUID(), creationTimestamp: this.#stamp() };
    delete metadata.deletionTimestamp;
    if (countsGenerations(resource)) metadata.generation = 1;
    return this.#write("ADDED", resource, { ...object, metadata });
  }

  update(resource: string, namespace: string, name: string, change: (current: KubeObject) => KubeObject): KubeObject {
    const current = this.#existing(resource, namespace, name);
    const wanted = change(current);
    refuseStale(resource, current, wanted);
    const next: KubeObject = { ...wanted, metadata: keepIdentity(current, wanted) };
    if (current.status === undefined) delete next.status;
    else next.status = current.status;
    if (isNewGeneration(resource, current, next)) bumpGeneration(next.metadata);
    if (next.metadata.deletionTimestamp !== undefined && isReleased(resource, current, next)) {
      return this.#write("DELETED", resource, next, current);
    }
    return this.#writeIfNew(resource, current, next);
  }

  updateStatus(
    resource: string,
    namespace: string,
    name: string,
    change: (current: KubeObject) => KubeObject,
  ): KubeObject {
    const current = this.#existing(resource, namespace, name);
    const wanted = change(current);
    refuseStale(resource, current, wanted);
    const metadata: WrittenMeta = { ...current.metadata };
    const { managedFields, annotations } = wanted.metadata as WrittenMeta;
    if (managedFields !== undefined) metadata.managedFields = managedFields;
    if (annotations !== undefined && statusHasAnnotations(resource)) metadata.annotations = annotations;
    return this.#writeIfNew(resource, current, { ...current, metadata, status: wanted.status });
  }

  remove(resource: string, namespace: string, name: string, options: RemoveOptions = {}): void {
    const current = this.#existing(resource, namespace, name);
    checkPreconditions(resource, current, options);
    const grace = resource === "v1/pods" ? graceOf(current as Pod, options) : 0;
    if (grace === 0 && !current.metadata.finalizers?.length) {
      this.#write("DELETED", resource, { ...current }, current);
      return;
    }
    this.#writeIfNew(resource, current, this.#marked(current, resource, grace));
  }

  onChange(listener: (change: Change) => void): Disposable {
    return this.#changes.event(listener);
  }

  changesSince(resource: string, revision: number): readonly Change[] | "gone" {
    return this.#history(resource).since(revision);
  }

  compact(): void {
    this.#compacted = this.#revision;
    for (const history of this.#histories.values()) history.forget(this.#revision);
  }

  /** An object under deletion. A second deletion may only shorten the time that is left. */
  #marked(current: KubeObject, resource: string, grace: number): KubeObject {
    const metadata: WrittenMeta = { ...current.metadata };
    const known = metadata.deletionTimestamp !== undefined;
    if (known && (metadata.deletionGracePeriodSeconds ?? 0) <= grace) return current;
    metadata.deletionTimestamp = this.#stamp(grace);
    metadata.deletionGracePeriodSeconds = grace;
    if (!known && countsGenerations(resource)) bumpGeneration(metadata);
    return { ...current, metadata };
  }

  #writeIfNew(resource: string, current: KubeObject, next: KubeObject): KubeObject {
    return jsonEqual(current, next) ? current : this.#write("MODIFIED", resource, next, current);
  }

  #write(type: Change["type"], resource: string, object: KubeObject, previous?: KubeObject): KubeObject {
    const revision = ++this.#revision;
    const stored = deepFreeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } });
    const { namespace = "", name } = stored.metadata;
    if (type === "DELETED") this.#shelf(resource).take(namespace, name);
    else this.#shelf(resource).put(namespace, name, stored);
    const change: Change = { type, resource, object: stored, revision, ...(previous && { previous }) };
    this.#history(resource).add(change);
    this.#deliver(change);
    return stored;
  }

  /** A listener that writes makes a change while one is being told; it is told after, to everybody. */
  #deliver(change: Change): void {
    this.#undelivered.push(change);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let next = this.#undelivered.shift(); next; next = this.#undelivered.shift()) this.#changes.fire(next);
    } finally {
      this.#delivering = false;
    }
  }

  #existing(resource: string, namespace: string, name: string): KubeObject {
    const object = this.get(resource, namespace, name);
    if (!object) throw notFound(resource, name);
    return object;
  }

  #freeName(resource: string, meta: WrittenMeta): string {
    if (!meta.generateName) throw new Fault("Invalid", "name or generateName is required");
    for (let tries = 0; tries < 8; tries++) {
      const name = meta.generateName + randomSuffix();
      if (!this.get(resource, meta.namespace ?? "", name)) return name;
    }
    throw alreadyExists(resource, meta.generateName);
  }

  #shelf(resource: string): Shelf {
    return this.#shelves.get(resource) ?? setIn(this.#shelves, resource, new Shelf());
  }

  #history(resource: string): History {
    return this.#histories.get(resource) ?? setIn(this.#histories, resource, new History(this.#compacted));
  }

  /** Kubernetes' times have no fractions of a second. */
  #stamp(secondsAhead = 0): string {
    return timestamp(this.#clock.now() + secondsAhead * 1000).replace(/\.\d+Z$/, "Z");
  }
}

/** The letters Kubernetes' own name generator uses: no vowels, nothing that looks like another. */
const SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Five letters that make a name of a `generateName`. */
export function randomSuffix(): string {
  return Array.from({ length: 5 }, () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)]).join("");
}

function setIn<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}

function bumpGeneration(metadata: ObjectMeta): void {
  metadata.generation = (metadata.generation ?? 0) + 1;
}

function refuseStale(resource: string, current: KubeObject, wanted: KubeObject): void {
  const version = wanted.metadata.resourceVersion;
  if (version && version !== current.metadata.resourceVersion) throw conflict(resource, current.metadata.name);
}

function keepIdentity(current: KubeObject, wanted: KubeObject): ObjectMeta {
  const metadata: WrittenMeta = { ...wanted.metadata };
  const old: WrittenMeta = current.metadata;
  const kept = [
    "name",
    "namespace",
    "uid",
    "generation",
    "creationTimestamp",
    "generateName",
    "resourceVersion",
  ] as const;
  for (const member of [...kept, "deletionTimestamp", "deletionGracePeriodSeconds"] as const) {
    if (old[member] === undefined) delete metadata[member];
    else Object.assign(metadata, { [member]: old[member] });
  }
  return metadata;
}

/** Nothing holds an object under deletion any more: its last finalizer went with this write. */
function isReleased(resource: string, current: KubeObject, next: KubeObject): boolean {
  if (!current.metadata.finalizers?.length || next.metadata.finalizers?.length) return false;
  return resource !== "v1/pods" || ((next.metadata as WrittenMeta).deletionGracePeriodSeconds ?? 0) === 0;
}

function checkPreconditions(resource: string, current: KubeObject, options: RemoveOptions): void {
  const { uid, resourceVersion, name } = current.metadata;
  if (options.uid !== undefined && options.uid !== uid)
    throw conflict(resource, name, mismatch("UID", options.uid, uid));
  if (options.resourceVersion !== undefined && options.resourceVersion !== resourceVersion) {
    throw conflict(resource, name, mismatch("ResourceVersion", options.resourceVersion, resourceVersion));
  }
}

function mismatch(what: string, asked: string, found = ""): string {
  return `the ${what} in the precondition (${asked}) does not match the ${what} in record (${found}). The object might have been ${what === "UID" ? "deleted and then recreated" : "modified"}`;
}

/** A pod that runs nowhere, or has ended, is gone at once. */
function graceOf(pod: Pod, options: RemoveOptions): number {
  const ended = pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
  if (!pod.spec.nodeName || ended) return 0;
  const own = pod.spec["terminationGracePeriodSeconds"];
  return Math.max(0, options.gracePeriodSeconds ?? (typeof own === "number" ? own : 30));
}
