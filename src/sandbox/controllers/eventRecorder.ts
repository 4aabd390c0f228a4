import type { Clock } from "../../base/clock.ts";
import type { KubeEvent, KubeObject } from "../../core/rollout/objects.ts";
import type { Store } from "../store/store.ts";
import { Heap } from "./heap.ts";
import { EVENTS } from "./resources.ts";
import { kubeMicroTime, kubeTime, timeOf } from "./time.ts";
import type { WorkLoop, WorkQueue } from "./workLoop.ts";

/** Who reports. */
interface EventSource {
  readonly component: string;
  readonly host?: string;
}

export interface EventFacts {
  readonly type?: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly source: EventSource;
  /** The container it is about. */
  readonly fieldPath?: string;
}

/** kube-apiserver's `--event-ttl`. */
const EVENT_TTL_MS = 3_600_000;

interface Aging {
  readonly namespace: string;
  readonly name: string;
  readonly signature: string | undefined;
  readonly due: number;
}

/** Writes core/v1 Events as client-go's recorder does: what repeats is counted on the first one, and all expire. */
export class EventRecorder {
  readonly #store: Store;
  readonly #clock: Clock;
  /** Name of the event that counts a signature. */
  readonly #known = new Map<string, string>();
  readonly #aging = new Heap<Aging>((a, b) => a.due < b.due);
  readonly #expiry: WorkQueue;
  #serial = 0;

  constructor(store: Store, clock: Clock, loop: WorkLoop) {
    this.#store = store;
    this.#clock = clock;
    this.#expiry = loop.queue(() => this.#expire());
  }

  record(about: KubeObject, facts: EventFacts): void {
    const { component } = facts.source;
    const signature = `${about.metadata.uid} ${component} ${facts.reason} ${facts.fieldPath ?? ""} ${facts.message}`;
    const known = this.#known.get(signature);
    const namespace = about.metadata.namespace ?? "default";
    if (known !== undefined && this.#store.get(EVENTS, namespace, known)) return this.#countUp(namespace, known);
    const name = this.#create(namespace, about, facts);
    this.#known.set(signature, name);
    this.#age(namespace, name, signature);
  }

  /** The scheduler speaks the newer events API: a moment and an action instead of a count. */
  recordAction(about: KubeObject, action: string, facts: EventFacts): void {
    const namespace = about.metadata.namespace ?? "default";
    const event = this.#base(namespace, about, facts);
    const { component } = facts.source;
    const name = this.#write(namespace, {
      ...event,
      action,
      eventTime: kubeMicroTime(this.#clock.now()),
      firstTimestamp: null,
      lastTimestamp: null,
      reportingComponent: component,
      reportingInstance: `${component}-tidegate-sandbox`,
      source: {},
    } as unknown as KubeEvent);
    this.#age(namespace, name, undefined);
  }

  #countUp(namespace: string, name: string): void {
    this.#store.update(EVENTS, namespace, name, (current) => {
      const event = current as KubeEvent;
      return { ...event, count: (event.count ?? 1) + 1, lastTimestamp: kubeTime(this.#clock.now()) };
    });
  }

  #create(namespace: string, about: KubeObject, facts: EventFacts): string {
    const time = kubeTime(this.#clock.now());
    return this.#write(namespace, {
      ...this.#base(namespace, about, facts),
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      eventTime: null,
      reportingComponent: facts.source.component,
      reportingInstance: facts.source.host ?? "",
      source: facts.source,
    } as unknown as KubeEvent);
  }

  #base(namespace: string, about: KubeObject, facts: EventFacts): KubeEvent {
    const { name, uid, resourceVersion } = about.metadata;
    const serial = (this.#clock.now() * 1000 + (this.#serial++ % 1000)).toString(16);
    return {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: `${name}.${serial}`, namespace },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        ...(about.metadata.namespace && { namespace: about.metadata.namespace }),
        uid,
        resourceVersion,
        ...(facts.fieldPath && { fieldPath: facts.fieldPath }),
      } as KubeEvent["involvedObject"],
      type: facts.type ?? "Normal",
      reason: facts.reason,
      message: facts.message,
    };
  }

  #write(namespace: string, event: KubeEvent): string {
    if (this.#store.get(EVENTS, namespace, event.metadata.name)) event.metadata.name += "0";
    return this.#store.create(EVENTS, event).metadata.name;
  }

  #age(namespace: string, name: string, signature: string | undefined): void {
    this.#aging.push({ namespace, name, signature, due: this.#clock.now() + EVENT_TTL_MS });
    this.#expiry.addAfter("", EVENT_TTL_MS);
  }

  #expire(): void {
    const now = this.#clock.now();
    for (let next = this.#aging.first; next !== undefined && next.due <= now; next = this.#aging.first) {
      this.#aging.pop();
      this.#retire(next);
    }
    if (this.#aging.first !== undefined) this.#expiry.addAfter("", this.#aging.first.due - now);
  }

  /** Removes an event whose time is over; one that was counted up meanwhile lives on. */
  #retire(aging: Aging): void {
    const { namespace, name, signature } = aging;
    const event = this.#store.get(EVENTS, namespace, name) as KubeEvent | undefined;
    const due = timeOf(event?.lastTimestamp) + EVENT_TTL_MS;
    if (event !== undefined && due > this.#clock.now()) return this.#aging.push({ ...aging, due });
    if (signature !== undefined && this.#known.get(signature) === name) this.#known.delete(signature);
    if (event !== undefined) this.#store.remove(EVENTS, namespace, name);
  }
}
