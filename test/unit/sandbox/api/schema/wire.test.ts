import { describe, expect, it } from "vitest";
import { decodeWire } from "../../../../../src/sandbox/api/schema/wire.ts";

/** Just enough of protobuf's writing side to say what a client would. */
function bytes(number: number, value: Buffer | string): Buffer {
  const content = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
}

const varint = (number: number, value: number): Buffer => Buffer.from([number << 3, value]);
const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields);

function envelope(apiVersion: string, kind: string, raw: Buffer): Buffer {
  return message(Buffer.from("k8s\0"), bytes(1, message(bytes(1, apiVersion), bytes(2, kind))), bytes(2, raw));
}

describe("protobuf", () => {
  it("is read with the names of JSON; a zero stays where Go has a pointer", () => {
    const metadata = message(
      bytes(1, "web"),
      bytes(2, ""),
      bytes(11, message(bytes(1, "app"), bytes(2, "web"))),
      bytes(8, ""),
    );
    const spec = message(varint(1, 0), varint(5, 0), varint(7, 1));
    expect(decodeWire(envelope("apps/v1", "Deployment", message(bytes(1, metadata), bytes(2, spec))))).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", labels: { app: "web" } },
      spec: { replicas: 0, paused: true },
    });
  });

  it("knows times, quantities, bytes, numbers or texts, and inlined messages", () => {
    const secret = message(bytes(2, message(bytes(1, "key"), bytes(2, "hush"))));
    expect(decodeWire(envelope("v1", "Secret", secret))).toMatchObject({ data: { key: "aHVzaA==" } });
    const volume = message(bytes(1, "v"), bytes(2, bytes(2, "")));
    expect(decodeWire(envelope("v1", "Pod", bytes(2, bytes(1, volume))))).toMatchObject({
      spec: { volumes: [{ name: "v", emptyDir: {} }] },
    });
    const port = message(varint(3, 80), bytes(4, message(varint(1, 1), bytes(3, "http"))));
    expect(decodeWire(envelope("v1", "Service", bytes(2, bytes(1, port))))).toMatchObject({
      spec: { ports: [{ port: 80, targetPort: "http" }] },
    });
  });

  it("knows the scale of a workload, which is in a group of its own", () => {
    const scale = message(bytes(1, bytes(1, "web")), bytes(2, varint(1, 4)));
    expect(decodeWire(envelope("autoscaling/v1", "Scale", scale))).toEqual({
      apiVersion: "autoscaling/v1",
      kind: "Scale",
      metadata: { name: "web" },
      spec: { replicas: 4 },
    });
  });

  it("is refused where it is none, or of a kind nobody serves", () => {
    expect(decodeWire(Buffer.from("{}"))).toBeUndefined();
    expect(decodeWire(envelope("v1", "Gadget", Buffer.alloc(0)))).toBeUndefined();
  });
});
