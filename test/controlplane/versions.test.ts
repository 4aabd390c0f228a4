import { expect, inject, it } from "vitest";
import { VERSIONS } from "../../tools/controlplane/binaries.ts";
import { mustKubectl } from "../support/controlPlane/kubectl.ts";
import { request } from "../support/controlPlane/request.ts";

const connection = inject("controlPlane");

it("is the Kubernetes release that the modules pin, server and kubectl alike", async () => {
  const { body } = await request(connection, "/version");
  expect(JSON.parse(body)).toMatchObject({ gitVersion: VERSIONS.kubernetes, major: "1", minor: "36" });
  const client = await mustKubectl(connection, ["version", "--output=json"]);
  expect(JSON.parse(client)).toMatchObject({ clientVersion: { gitVersion: VERSIONS.kubernetes } });
});
