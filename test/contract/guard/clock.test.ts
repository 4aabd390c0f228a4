import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { writeRequest } from "../../../src/core/guard/guardSchema.ts";
import "../../support/clusterUnderTest/provided.ts";
import "../../support/controlPlane/globalSetup.ts";
import { pollUntil } from "../../support/controlPlane/processes.ts";
import { deployment } from "../../support/controlPlane/workload.ts";
import { type GuardedNamespace, guardedNamespace, SPEC } from "../../support/guard/guardedNamespace.ts";
import { webRequest } from "../../support/guard/requests.ts";
import { approved, writeStatus, yesTo } from "../../support/guard/yes.ts";

/** What the policies take for the server's time, and whether a client can shift it. */
let place: GuardedNamespace;
const SOON = { seconds: 250, now: 0 };

beforeAll(async () => {
  const spec = { ...SPEC, restoreFor: 0 };
  place = await guardedNamespace(inject("controlPlane"), inject("clusterUnderTest").kubeconfig, spec);
});
afterAll(() => place.dispose());

interface Managed {
  manager: string;
  time: string;
  [member: string]: unknown;
}
interface Live {
  metadata: { managedFields: Managed[]; resourceVersion: string };
  spec: { template: { spec: { containers: { image: string }[] } } };
}

const live = async (what: string): Promise<Live> => {
  const { stdout } = await place.kubectl("admin", ["get", what, "-o", "json", "--show-managed-fields"]);
  return JSON.parse(stdout) as Live;
};
const replace = (object: object, ...more: string[]) =>
  place.kubectl("ann", ["replace", "-f", "-", ...more], JSON.stringify(object));
const setImage = (image: string, ...more: string[]) =>
  place.kubectl("ann", ["set", "image", "deployment/web", `app=${image}`, ...more]);

/** Asked four minutes ago by the asker's clock, so that it runs out ten seconds from now. */
async function nearlyExpired(image: string): Promise<void> {
  await approved(place, { ...SOON, now: Date.now() - 240_000, image });
}

/** Old managers as a client would send them, more of them than the server keeps apart. */
function planted(time: string, subresource?: string): Managed[] {
  return Array.from({ length: 14 }, (_, index) => ({
    manager: `planted-${index}`,
    operation: "Update",
    apiVersion: subresource === undefined ? "apps/v1" : "tidegate.dev/v1alpha1",
    time,
    fieldsType: "FieldsV1",
    fieldsV1: { "f:metadata": { "f:annotations": { [`f:planted-${index}`]: {} } } },
    ...(subresource !== undefined && { subresource }),
  }));
}

const writeGuard = async (requests: readonly object[], fields: (now: Managed[]) => Managed[]) => {
  const object = await live("deploymentguard/tidegate");
  const { managedFields } = object.metadata;
  const written = {
    ...object,
    metadata: { ...object.metadata, managedFields: fields(managedFields) },
    status: { requests },
  };
  return replace(written, "--subresource=status");
};

describe("an approval that has run out", () => {
  it("covers nothing, whatever time the client says it is", async () => {
    await nearlyExpired("acme/web:2");
    expect(await setImage("acme/web:2", "--dry-run=server")).toMatchObject({ code: 0 });
    await pollUntil("the approval to expire", 60_000, async () =>
      (await setImage("acme/web:2", "--dry-run=server")).stderr.includes("expired at"),
    );
    const object = await live("deployment/web");
    object.spec.template.spec.containers[0]!.image = "acme/web:2";
    const past = "2001-01-01T00:00:00Z";
    const { managedFields } = object.metadata;
    const withFields = (fields: readonly Managed[]): object => ({
      ...object,
      metadata: { ...object.metadata, managedFields: fields },
    });
    const older = managedFields.map((entry) => ({ ...entry, time: past }));
    const named = managedFields.map((entry) => ({ ...entry, time: past, manager: "kubectl-replace" }));
    for (const fields of [older, named, [...older, ...planted(past)], [...planted(past), ...managedFields]]) {
      expect((await replace(withFields(fields))).stderr).toMatch(/expired at|\[NoClock\]/u);
    }
    const reset = [{}] as unknown as Managed[];
    expect((await replace(withFields(reset))).stderr).toContain("[NoClock]");
  });

  it("makes nothing anew either, with a creation time of the client's", async () => {
    const evil = deployment({ namespace: place.namespace, name: "web", image: "acme/web:2" }) as { metadata: object };
    await place.kubectl("ann", ["delete", "deployment/web"]);
    const input = JSON.stringify({
      ...evil,
      metadata: { ...evil.metadata, creationTimestamp: "2001-01-01T00:00:00Z" },
    });
    expect((await place.kubectl("ann", ["create", "-f", "-"], input)).stderr).toContain("expired at");
    await approved(place, { image: "acme/web:1" });
    const web = JSON.stringify(deployment({ namespace: place.namespace, name: "web", image: "acme/web:1" }));
    expect(await place.kubectl("ann", ["create", "-f", "-"], web)).toMatchObject({ code: 0 });
  });

  it("takes no answer, and is removed by anybody who asks anew or tidies up", async () => {
    const request = webRequest({ image: "acme/web:7", ...SOON, now: Date.now() - 245_000 });
    await place.store("ann").ask(place.namespace, request);
    const { requests } = (await place.store("ann").read(place.namespace))!;
    const drop = [{ op: "remove", path: `/status/requests/${requests.length - 1}` }];
    expect((await writeStatus(place, "ben", drop)).stderr).toContain("[Removed]");
    await pollUntil("the request to expire", 60_000, async () => (await writeStatus(place, "ben", drop)).code === 0);
    await expect(place.store("ben").answer(place.namespace, yesTo(request))).rejects.toMatchObject({
      reason: "RequestGone",
    });
  });

  it("takes no answer while it still stands there", async () => {
    const request = webRequest({ image: "acme/web:8", ...SOON, now: Date.now() - 245_000 });
    await place.store("ann").ask(place.namespace, request);
    await pollUntil("the request to expire", 60_000, async () => {
      const index = (await place.store("ann").read(place.namespace))!.requests.length - 1;
      const at = new Date().toISOString();
      const value = [{ by: "ben", answer: "approve", bindingHash: request.bindingHash, at }];
      const dry = ["patch", "deploymentguard", "tidegate", "--subresource=status", "--type=json", "--dry-run=server"];
      const patch = JSON.stringify([{ op: "add", path: `/status/requests/${index}/decisions`, value }]);
      return (await place.kubectl("ben", [...dry, `--patch=${patch}`])).stderr.includes("[Expired]");
    });
    await expect(place.store("ben").answer(place.namespace, yesTo(request))).rejects.toMatchObject({
      reason: "Expired",
    });
  });
});

describe("a clock that a client would like to put forward", () => {
  const future = "2036-01-01T00:00:00Z";
  it("keeps a request from lasting longer than it may", async () => {
    const { requests } = (await place.store("ann").read(place.namespace))!;
    const later = webRequest({ image: "acme/web:9", now: Date.parse(future) });
    const shifts: readonly ((now: Managed[]) => Managed[])[] = [
      (now) => now,
      (now) => now.map((entry) => ({ ...entry, time: future })),
      (now) => [...now, ...planted(future, "status")],
      () => planted(future, "status"),
      () => planted(future, "status").map((entry) => ({ ...entry, fieldsV1: { "f:status": { "f:requests": {} } } })),
      () => [{}] as unknown as Managed[],
    ];
    for (const shift of shifts) {
      expect((await writeGuard([...requests, later].map(writeRequest), shift)).stderr).toMatch(
        /\[ClockSkew\]|\[NoClock\]/u,
      );
      expect((await writeGuard([], shift)).stderr).toMatch(/\[Removed\]|\[NoClock\]/u);
    }
  });

  it("keeps nobody else from changing an image that is approved", async () => {
    const object = await live("deployment/web");
    const metadata = {
      ...object.metadata,
      managedFields: [...object.metadata.managedFields, ...planted(future).slice(0, 2)],
    };
    expect(await replace({ ...object, metadata })).toMatchObject({ code: 0 });
    expect((await live("deployment/web")).metadata.managedFields.some(({ time }) => time === future)).toBe(true);
    await approved(place, { image: "acme/web:10" });
    expect(await setImage("acme/web:10")).toMatchObject({ code: 0 });
  });

  it("is found again after the managed fields were removed", async () => {
    const reset = ["patch", "deployment/web", "--type=merge", '--patch={"metadata":{"managedFields":[{}]}}'];
    expect(await place.kubectl("ann", reset)).toMatchObject({ code: 0 });
    await approved(place, { image: "acme/web:11" });
    expect((await setImage("acme/web:11")).stderr).toContain("[NoClock]");
    const web = JSON.stringify(deployment({ namespace: place.namespace, name: "web", image: "acme/web:11" }));
    const args = ["apply", "--server-side", "--force-conflicts", "-f", "-"];
    expect(await place.kubectl("ann", args, web)).toMatchObject({ code: 0 });
  });
});

describe("the way back", () => {
  it("is open for some time after its request has expired", async () => {
    const open = ["patch", "guard", "tidegate", "--type=merge", '--patch={"spec":{"restoreFor":3600}}'];
    expect(await place.kubectl("gina", open)).toMatchObject({ code: 0 });
    const from = "acme/web:11";
    await approved(place, { ...SOON, now: Date.now() - 240_000, image: "acme/web:12", from });
    expect(await setImage("acme/web:12")).toMatchObject({ code: 0 });
    await pollUntil("the approval to expire", 60_000, async () => {
      const { requests } = (await place.store("ann").read(place.namespace))!;
      return Date.parse(requests.at(-1)!.expiresAt) < Date.now() - 1000;
    });
    expect(await setImage(from)).toMatchObject({ code: 0 });
    expect((await setImage("acme/web:12")).stderr).toContain("expired at");
  });
});
