import type { ServerResponse } from "node:http";
import { type Clock, parseTimestamp, timestamp } from "../../../base/clock.ts";
import type { LogBook, LogLine } from "../../store/logBook.ts";
import type { Store } from "../../store/store.ts";
import type { Reply } from "../http/reply.ts";
import type { Target } from "../http/target.ts";
import { dig, listOf, type Members, textOf } from "../json.ts";
import { badRequest, notFound } from "../status.ts";

/** `GET pods/NAME/log`. The refusals are those of the real server and of a real kubelet. */
export function podLogs(parts: LogParts, target: Target, query: URLSearchParams): Reply {
  const pod = parts.store.get(target.kind.resource, target.namespace ?? "", target.name);
  if (!pod) throw notFound(target.kind, target.name);
  const container = chooseContainer(pod as unknown as Members, query.get("container") ?? "");
  const previous = query.get("previous") === "true";
  const state = refuseUnstarted(pod as unknown as Members, container, previous);
  const podUid = pod.metadata.uid ?? "";
  const rotated = previous && state === "started";
  const lines = selectLines(parts.logs.read(podUid, container, rotated), query, parts.clock.now());
  const format = formatter(query);
  const body = clip(lines.map(format).join(""), query);
  if (query.get("follow") !== "true" || previous) return { code: 200, body, contentType: "text/plain" };
  return {
    contentType: "text/plain",
    stream: (response) => follow(parts, { podUid, container, body, format }, response),
  };
}

export interface LogParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logs: LogBook;
}

function chooseContainer(pod: Members, asked: string): string {
  const name = textOf(dig(pod, "metadata", "name"));
  const main = listOf(dig(pod, "spec", "containers")).map((it) => textOf(it["name"]));
  const init = listOf(dig(pod, "spec", "initContainers")).map((it) => textOf(it["name"]));
  if (asked !== "") {
    if (main.includes(asked) || init.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  const [only] = main;
  if (only !== undefined && main.length === 1) return only;
  const choice = init.length === 0 ? `[${main.join(" ")}]` : `[${init.join(" ")} ${main.join(" ")}]`;
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: ${choice}`);
}

const PULL_FAILURES: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: "trying and failing to pull image",
};

/** Between two starts the log of the last one is both the current and the previous. */
function refuseUnstarted(pod: Members, container: string, previous: boolean): "started" | "between" {
  const name = textOf(dig(pod, "metadata", "name"));
  const statuses = [
    ...listOf(dig(pod, "status", "initContainerStatuses")),
    ...listOf(dig(pod, "status", "containerStatuses")),
  ];
  const status = statuses.find((it) => it["name"] === container);
  const ended = dig(status, "lastState", "terminated") !== undefined;
  if (previous && !ended) throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  const started = dig(status, "state", "running") ?? dig(status, "state", "terminated");
  if (started !== undefined) return "started";
  if (ended) return "between";
  const reason = textOf(dig(status, "state", "waiting", "reason")) || "ContainerCreating";
  const why = PULL_FAILURES[reason] ?? reason;
  throw badRequest(`container "${container}" in pod "${name}" is waiting to start: ${why}`);
}

function selectLines(lines: readonly LogLine[], query: URLSearchParams, now: number): readonly LogLine[] {
  const seconds = query.get("sinceSeconds");
  const since = seconds === null ? parseTimestamp(query.get("sinceTime") ?? undefined) : now - Number(seconds) * 1000;
  const recent = since === undefined ? lines : lines.filter((line) => line.at >= since);
  const tail = query.get("tailLines");
  return tail === null ? recent : recent.slice(Math.max(0, recent.length - Number(tail)));
}

function formatter(query: URLSearchParams): (line: LogLine) => string {
  const stamped = query.get("timestamps") === "true";
  return ({ at, text }) => `${stamped ? `${timestamp(at)} ` : ""}${text}\n`;
}

function clip(text: string, query: URLSearchParams): string {
  const limit = Number(query.get("limitBytes") ?? 0);
  return limit > 0 ? Buffer.from(text).subarray(0, limit).toString("utf8") : text;
}

interface Followed {
  readonly podUid: string;
  readonly container: string;
  readonly body: string;
  readonly format: (line: LogLine) => string;
}

/** Streams on until the client leaves, the container ends or the pod is gone. */
function follow({ logs, store }: LogParts, followed: Followed, response: ServerResponse): void {
  const { podUid, container, body, format } = followed;
  response.write(body);
  const lines = logs.onLine((written) => {
    if (written.podUid === podUid && written.container === container) response.write(format(written.line));
  });
  const changes = store.onChange(({ type, resource, object, previous }) => {
    if (resource !== "v1/pods" || object.metadata.uid !== podUid) return;
    if (type === "DELETED" || (isRunning(previous, container) && !isRunning(object, container))) response.end();
  });
  response.on("close", () => {
    lines.dispose();
    changes.dispose();
  });
}

function isRunning(pod: unknown, container: string): boolean {
  const status = listOf(dig(pod, "status", "containerStatuses")).find((it) => it["name"] === container);
  return dig(status, "state", "running") !== undefined;
}
