import { redact } from "../../base/redact.ts";
import { messageOf } from "../../base/result.ts";
import { doomedRollout } from "../../core/rollout/doomedRollout.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { Pod } from "../../core/rollout/objects.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import type { RunRecord } from "../records/runRecord.ts";
import type { RunPorts } from "../runPorts.ts";
import type { RolloutWatch, Sight } from "./rolloutWatch.ts";

const TAIL_LINES = 100;
/** Programs may print lines without end; to search them for secrets must not hold up a rollback. Characters. */
const LONGEST_LINE = 4096;
/** A node that does not answer must not hold up a rollback. */
const PATIENCE_MS = 5000;
/** Pods of one rollout fail alike: a few tell it all. */
const MOST_PODS = 3;

/** Keeps the last lines of failing pods as evidence, before a rollback takes the pods away. Never fails. */
export async function keepLogs(ports: RunPorts, record: RunRecord, watch: RolloutWatch, sight: Sight): Promise<void> {
  const doom = doomedRollout(sight.object, watch.replicaSets, watch.pods);
  for (const { pod: name } of (doom?.pods ?? []).slice(0, MOST_PODS)) {
    const pod = watch.pods.find((one) => one.metadata.name === name);
    if (pod === undefined) continue;
    try {
      await keepPodLog(ports, record, pod, doom?.reason ?? "Failed");
    } catch (error) {
      ports.log(`The log of ${name} could not be kept: ${messageOf(error)}`);
    }
  }
}

async function keepPodLog(ports: RunPorts, record: RunRecord, pod: Pod, reason: string): Promise<void> {
  const container = failingContainer(pod);
  const name = pod.metadata.name;
  const lines = await tail(ports, record.state, pod, container);
  if (lines.length === 0) return;
  const file = `${name}.${container}.log`;
  await record.writer.keep(file, redact(`${lines.join("\n")}\n`));
  await record.append(logEvidence(ports, record.state, { pod: name, container, file, reason, lines: lines.length }));
}

interface KeptLog {
  readonly pod: string;
  readonly container: string;
  readonly file: string;
  readonly reason: string;
  readonly lines: number;
}

function logEvidence(ports: RunPorts, state: RunState, kept: KeptLog): RunEvent {
  const { pod, container, file, reason, lines } = kept;
  const message = `The last ${lines} lines of ${pod} are kept in evidence/${file}.`;
  const facts = { file: `evidence/${file}`, pod, container };
  const source = `log of container ${container} of pod ${pod}`;
  const collectedAt = ports.clock.now();
  const evidence = { check: `pod-log/${pod}`, verdict: "fail" as const, reason, message, source, collectedAt, facts };
  return { type: "evidence-recorded", node: state.node ?? "", evidence };
}

/** The last lines of the container as it runs, or of its last life where it waits to be started again. */
async function tail(ports: RunPorts, state: RunState, pod: Pod, container: string): Promise<string[]> {
  const stop = new AbortController();
  const timer = ports.clock.after(PATIENCE_MS, () => stop.abort());
  const ref = { kind: KINDS.Pod, namespace: state.release.namespace, name: pod.metadata.name };
  const lines: string[] = [];
  try {
    const previous = restarted(pod, container);
    const log = ports.cluster.logs(ref, { container, tailLines: TAIL_LINES, previous, signal: stop.signal });
    for await (const line of log) if (lines.push(line.slice(0, LONGEST_LINE)) >= TAIL_LINES) break;
  } finally {
    timer.dispose();
  }
  return lines;
}

function restarted(pod: Pod, container: string): boolean {
  const status = statusesOf(pod).find((one) => one.name === container);
  return (
    status?.state?.waiting !== undefined && (status.restartCount > 0 || status.lastState?.terminated !== undefined)
  );
}

function failingContainer(pod: Pod): string {
  const failing = statusesOf(pod).find((one) => !one.ready && one.state?.terminated?.exitCode !== 0);
  return failing?.name ?? pod.spec.containers[0]?.name ?? "";
}

function statusesOf(pod: Pod): NonNullable<NonNullable<Pod["status"]>["containerStatuses"]> {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}
