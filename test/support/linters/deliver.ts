import { parseAllDocuments } from "yaml";
import * as z from "zod";
import type { Connection } from "../controlPlane/connection.ts";
import { kubectl, type KubectlAnswer, mustKubectl } from "../controlPlane/kubectl.ts";
import type { Manifests } from "./render.ts";

/** Applying many objects on a machine with two cores takes its time. */
const APPLY_MS = 240_000;
const ROLLOUT = "--timeout=120s";

/** What became of one workload that was delivered. */
export interface Rollout {
  /** From the folder of the samples. */
  readonly file: string;
  /** Such as `deployment.apps/web`. */
  readonly workload: string;
  readonly answer: KubectlAnswer;
}

/**
 * Applies manifests as deliveries do, strictly validated by the server, and follows every rollout to its end. All are
 * applied in two calls, one to try and one for good. Rejects where the server refuses any of it.
 */
export async function deliver(
  connection: Connection,
  root: string,
  manifests: readonly Manifests[],
  namespaceOf: (one: Manifests) => string,
): Promise<readonly Rollout[]> {
  const strict = ["apply", "--server-side", "--validate=strict", "--force-conflicts"];
  const files = manifests.flatMap(({ file }) => ["--filename", `${root}/${file}`]);
  await createNamespaces(connection, [...new Set(manifests.map(namespaceOf))]);
  await mustKubectl(connection, [...strict, "--dry-run=server", ...files], { timeoutMs: APPLY_MS });
  await mustKubectl(connection, [...strict, ...files], { timeoutMs: APPLY_MS });
  return Promise.all(
    manifests.flatMap((one) =>
      workloadsOf(one).map(async (workload) => {
        const status = ["rollout", "status", workload, "--namespace", namespaceOf(one), ROLLOUT];
        return { file: one.file, workload, answer: await kubectl(connection, status, { timeoutMs: APPLY_MS }) };
      }),
    ),
  );
}

/** A trial apply finds no namespace that would only come to be with it. */
async function createNamespaces(connection: Connection, names: readonly string[]): Promise<void> {
  const items = names.map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  await mustKubectl(connection, ["apply", "--server-side", "--filename=-"], { input, timeoutMs: APPLY_MS });
}

const workload = z.object({ kind: z.enum(["Deployment", "StatefulSet"]), metadata: z.object({ name: z.string() }) });

function workloadsOf({ text }: Manifests): readonly string[] {
  return parseAllDocuments(text).flatMap((document) => {
    const { data } = workload.safeParse(document.toJS());
    return data === undefined ? [] : [`${data.kind.toLowerCase()}/${data.metadata.name}`];
  });
}
