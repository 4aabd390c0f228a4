import type { Sandbox } from "../../../src/sandbox.ts";

/** Changes an image over the API, as a colleague with kubectl would. */
export async function setImage(sandbox: Sandbox, namespace: string, name: string, image: string): Promise<void> {
  const url = `${sandbox.url}/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  const body = { spec: { template: { spec: { containers: [{ name, image }] } } } };
  const headers = {
    authorization: `Bearer ${sandbox.token}`,
    "content-type": "application/strategic-merge-patch+json",
  };
  const response = await fetch(url, { method: "PATCH", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${name} was not changed: ${await response.text()}`);
}
