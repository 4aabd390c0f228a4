import type { Clock } from "../../base/clock.ts";
import { Emitter, type Event } from "../../base/event.ts";

/** Lines a container's log keeps; older ones are dropped, as a node rotates its files. */
const KEPT_LINES = 1_000;

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Without its line end. */
  readonly text: string;
}

interface WrittenLine {
  readonly podUid: string;
  readonly container: string;
  readonly line: LogLine;
}

/** What the simulated containers print. The kubelet half writes it, the API's `pods/log` reads it. */
export interface LogBook {
  write(podUid: string, container: string, text: string): void;
  /** The container starts anew: what it printed so far becomes its previous log. */
  restart(podUid: string, container: string): void;
  /** The pod is gone, and its logs with it. */
  forget(podUid: string): void;
  read(podUid: string, container: string, previous: boolean): readonly LogLine[];
  readonly onLine: Event<WrittenLine>;
}

interface Pages {
  current: LogLine[];
  previous: LogLine[];
}

export function createLogBook(clock: Clock): LogBook {
  const pods = new Map<string, Map<string, Pages>>();
  const lines = new Emitter<WrittenLine>();
  const pagesOf = (podUid: string, container: string): Pages => {
    const containers = pods.get(podUid) ?? new Map<string, Pages>();
    pods.set(podUid, containers);
    const pages = containers.get(container) ?? { current: [], previous: [] };
    containers.set(container, pages);
    return pages;
  };
  return {
    write(podUid, container, text) {
      const line = { at: clock.now(), text };
      const { current } = pagesOf(podUid, container);
      current.push(line);
      if (current.length > KEPT_LINES) current.shift();
      lines.fire({ podUid, container, line });
    },
    restart(podUid, container) {
      const pages = pagesOf(podUid, container);
      pages.previous = pages.current;
      pages.current = [];
    },
    forget: (podUid) => void pods.delete(podUid),
    read: (podUid, container, previous) => {
      const pages = pods.get(podUid)?.get(container);
      return (previous ? pages?.previous : pages?.current) ?? [];
    },
    onLine: lines.event,
  };
}
