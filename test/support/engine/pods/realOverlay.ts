import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import * as z from "zod";
import type { Connection } from "../../controlPlane/connection.ts";
import { mustKubectl } from "../../controlPlane/kubectl.ts";
import { REAL_POD_SPEC } from "../../controlPlane/realNode/realPod.ts";

const CONTAINER = "/spec/template/spec/containers/0";

/** An overlay as it was generated, sent to the node that is real and to images that are there already; nothing else is changed. */
export async function realOverlay(connection: Connection, folder: string, environment: string): Promise<string> {
  const { nodeSelector, tolerations, dnsPolicy, dnsConfig } = REAL_POD_SPEC;
  const pod = { nodeSelector, tolerations, dnsPolicy, dnsConfig };
  const patch = [
    ...Object.entries(pod).map(([key, value]) => ({ op: "add", path: `/spec/template/spec/${key}`, value })),
    { op: "add", path: `${CONTAINER}/imagePullPolicy`, value: "Never" },
  ];
  const target = path.join(folder, "k8s/real");
  await mkdir(target);
  const kustomization = {
    resources: [`../overlays/${environment}`],
    patches: [{ target: { kind: "Deployment" }, patch: JSON.stringify(patch) }],
  };
  await writeFile(path.join(target, "kustomization.yaml"), JSON.stringify(kustomization));
  return mustKubectl(connection, ["kustomize", target]);
}

const reference = z.object({ name: z.string(), key: z.string() });
const deployment = z.object({
  kind: z.literal("Deployment"),
  metadata: z.object({ namespace: z.string() }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.array(
          z.object({
            env: z.array(z.object({ valueFrom: z.object({ secretKeyRef: reference }).optional() })).default([]),
          }),
        ),
      }),
    }),
  }),
});

/** The secrets that its manifests name and nobody generates, with something in them: what a person gives beforehand. */
export function secretsFor(manifests: string): readonly object[] {
  const read = parseAllDocuments(manifests).map((document) => deployment.safeParse(document.toJS()).data);
  const deployments = read.filter((one) => one !== undefined);
  return deployments.flatMap(({ metadata: { namespace }, spec }) => {
    const references = spec.template.spec.containers
      .flatMap(({ env }) => env)
      .map(({ valueFrom }) => valueFrom?.secretKeyRef);
    const named = Map.groupBy(
      references.filter((one) => one !== undefined),
      ({ name }) => name,
    );
    return [...named].map(([name, keys]) => {
      const stringData = Object.fromEntries(keys.map(({ key }) => [key, "given-by-the-test"]));
      return { apiVersion: "v1", kind: "Secret", metadata: { namespace, name }, stringData };
    });
  });
}
