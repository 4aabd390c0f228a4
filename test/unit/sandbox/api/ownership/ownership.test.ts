import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fieldsOf,
  formatFieldsV1,
  parseFieldsV1,
  readablePath,
} from "../../../../../src/sandbox/api/ownership/fields.ts";
import {
  applyConfiguration,
  ownersAfterUpdate,
  type Writer,
} from "../../../../../src/sandbox/api/ownership/ownership.ts";
import { schemaNamed } from "../../../../../src/sandbox/api/schema/schema.ts";

const SERVICE = schemaNamed("io.k8s.api.core.v1.Service");

function writer(manager: string, operation: Writer["operation"] = "Apply"): Writer {
  return { manager, operation, apiVersion: "v1", subresource: "", time: "2026-01-01T00:00:00Z" };
}

const labels = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2"));
const ports = fc
  .uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 })
  .map((numbers) => numbers.map((port) => ({ port, protocol: "TCP", targetPort: port })));
const service = fc.record({ metadata: fc.record({ labels }), spec: fc.record({ ports }) });

describe("fields", () => {
  it("survive being written as fieldsV1 and read again", () => {
    fc.assert(
      fc.property(service, (object) => {
        const fields = new Set(fieldsOf(SERVICE, object).keys());
        expect(parseFieldsV1(formatFieldsV1(fields))).toEqual(fields);
      }),
    );
  });

  it("read like the paths of a real server's conflicts", () => {
    const object = { spec: { ports: [{ port: 80, protocol: "TCP", targetPort: 8080 }] } };
    expect([...fieldsOf(SERVICE, object).keys()].map(readablePath)).toEqual([
      '.spec.ports[port=80,protocol="TCP"]',
      '.spec.ports[port=80,protocol="TCP"].port',
      '.spec.ports[port=80,protocol="TCP"].protocol',
      '.spec.ports[port=80,protocol="TCP"].targetPort',
    ]);
  });
});

describe("applying", () => {
  it("alone always ends in what was applied last", () => {
    fc.assert(
      fc.property(service, service, (first, second) => {
        const once = applyConfiguration(SERVICE, {}, first, writer("me"), false);
        const twice = applyConfiguration(SERVICE, once, second, writer("me"), false);
        const wanted = fieldsOf(SERVICE, second);
        const found = new Map([...fieldsOf(SERVICE, twice)].filter(([path]) => !path.includes("f:managedFields")));
        for (const [path, value] of wanted) expect(found.get(path)).toEqual(value);
        for (const path of found.keys())
          expect([...wanted.keys()].some((other) => other.startsWith(path) || path.startsWith(other))).toBe(true);
      }),
    );
  });

  it("by force never leaves a field with two values to two managers", () => {
    fc.assert(
      fc.property(service, service, (first, second) => {
        const once = applyConfiguration(SERVICE, {}, first, writer("one"), false);
        const twice = applyConfiguration(SERVICE, once, second, writer("two"), true);
        expect(() => applyConfiguration(SERVICE, twice, second, writer("two"), false)).not.toThrow();
      }),
    );
  });
});

describe("a plain update", () => {
  it("takes what it changes from everybody", () => {
    const applied = applyConfiguration(
      SERVICE,
      {},
      { metadata: { labels: { a: "1", b: "1" } } },
      writer("tidegate"),
      false,
    );
    const after = { ...applied, metadata: { ...(applied["metadata"] as object), labels: { a: "2", b: "1" } } };
    const owners = ownersAfterUpdate(SERVICE, applied, after, writer("kubectl-edit", "Update"));
    expect(owners).toMatchObject([
      { manager: "tidegate", operation: "Apply", fieldsV1: { "f:metadata": { "f:labels": { "f:b": {} } } } },
      { manager: "kubectl-edit", operation: "Update", fieldsV1: { "f:metadata": { "f:labels": { "f:a": {} } } } },
    ]);
  });
});
