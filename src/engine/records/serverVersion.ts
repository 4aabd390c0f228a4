import type { RunPorts } from "../runPorts.ts";

/** A run that is taken up does not wait long for a cluster: the walk itself waits for it. Milliseconds. */
const ANSWER_MS = 5000;
/** A version is short; what is longer comes from no server of Kubernetes. */
const MOST_CHARS = 100;

/** What the cluster's server says that it is; undefined where it does not answer at once. Never rejects. */
export async function serverVersion({
  cluster,
  clock,
}: Pick<RunPorts, "cluster" | "clock">): Promise<string | undefined> {
  const end = new AbortController();
  const timer = clock.after(ANSWER_MS, () => end.abort());
  try {
    return (await cluster.version(end.signal)).slice(0, MOST_CHARS);
  } catch {
    return undefined;
  } finally {
    timer.dispose();
  }
}
