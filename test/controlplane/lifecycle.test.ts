import { existsSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { type ControlPlane, startControlPlane } from "../support/controlPlane/controlPlane.ts";
import { request } from "../support/controlPlane/request.ts";

let controlPlane: ControlPlane | undefined;

afterEach(async () => {
  await controlPlane?.stop();
  controlPlane = undefined;
});

it("refuses connections while its API server is stopped and remembers everything after", async () => {
  controlPlane = await startControlPlane({ fakeNodes: 1 });
  const { connection } = controlPlane;
  await controlPlane.applyManifest([{ apiVersion: "v1", kind: "Namespace", metadata: { name: "kept" } }]);

  await controlPlane.stopApiServer();
  await expect(request(connection, "/api/v1/namespaces/kept")).rejects.toThrow("ECONNREFUSED");

  await controlPlane.restartApiServer();
  expect((await request(connection, "/api/v1/namespaces/kept")).status).toBe(200);
  await controlPlane.addNodes(1);
});

it("leaves no file behind", async () => {
  const stopped = await startControlPlane({ fakeNodes: 1 });
  await stopped.stop();
  expect(existsSync(stopped.connection.folder)).toBe(false);
});
