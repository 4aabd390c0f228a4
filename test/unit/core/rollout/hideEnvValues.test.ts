import fc from "fast-check";
import { expect, test } from "vitest";
import { hideEnvValues } from "../../../../src/core/rollout/hideEnvValues.ts";

const FROM_SECRET = { name: "TOKEN", valueFrom: { secretKeyRef: { name: "shop", key: "token" } } };
const withPassword = (value: string) => ({
  name: "web",
  image: "shop/web:1.0.0",
  env: [{ name: "PASSWORD", value }, FROM_SECRET],
});

test.each(["containers", "initContainers", "ephemeralContainers"])("no value of %s is shown", (list) => {
  const shown = hideEnvValues({ spec: { template: { spec: { [list]: [withPassword("hunter2")] } } } });
  expect(JSON.stringify(shown)).not.toContain("hunter2");
  expect(shown.spec.template.spec[list]).toEqual([withPassword("[hidden f52fbd32]")]);
});

test("a pod, and a template further down, are hidden alike", () => {
  const spec = { containers: [withPassword("hunter2")] };
  const job = { kind: "CronJob", spec: { jobTemplate: { spec: { template: { spec } } } } };
  expect(JSON.stringify(hideEnvValues([{ kind: "Pod", spec }, job]))).not.toContain("hunter2");
});

test("of a Secret only the keys are left", () => {
  const secret = { kind: "Secret", type: "Opaque", data: { token: "aHVudGVyMg==" }, stringData: { user: "ada" } };
  expect(hideEnvValues(secret)).toEqual({ ...secret, data: { token: "[hidden]" }, stringData: { user: "[hidden]" } });
});

test("values that differ stand for different things, equal ones for the same", () => {
  const [a, b, again] = ["a", "b", "a"].map((value) => hideEnvValues({ containers: [withPassword(value)] }));
  expect(a).not.toEqual(b);
  expect(a).toEqual(again);
});

test("everything without containers and Secrets stays as it is, and nothing is changed in place", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = structuredClone(value);
      expect(hideEnvValues(value)).toEqual(copy);
      expect(value).toEqual(copy);
    }),
  );
});
