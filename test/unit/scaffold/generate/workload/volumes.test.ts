import { describe, expect, it } from "vitest";
import { containerOf } from "../../../../../src/scaffold/generate/container.ts";
import { isPersistent, volumesOf } from "../../../../../src/scaffold/generate/workload/volumes.ts";
import { expressServer, fact } from "../../../../support/scaffold/sampleFacts.ts";

function volumesFor(...writes: readonly string[]) {
  const application = expressServer({ path: "apps/web", writes: writes.map((one) => fact(one)) });
  return volumesOf(containerOf(application, "example.com"));
}

describe("the volumes of a container", () => {
  it("have the names of their folders, from where it runs", () => {
    expect(volumesFor("public/uploads", "/var/lib/shop/data").slice(1)).toEqual([
      { name: "public-uploads", path: "/app/apps/web/public/uploads", persistent: true },
      { name: "var-lib-shop-data", path: "/var/lib/shop/data", persistent: true },
    ]);
  });

  it("leave out what a pod cannot mount, and what lies in another one", () => {
    expect(volumesFor("../../etc", "a:b", "/", "/tmp/cache", "a\nb").map(({ path }) => path)).toEqual(["/tmp"]);
  });

  it("do not keep what a framework works in", () => {
    const laravel = containerOf(expressServer({ writes: [fact("storage"), fact("storage-of-files")] }), "example.com");
    const kept = (framework: string) => volumesOf(laravel, framework).map(({ persistent }) => persistent);
    expect([kept("laravel"), kept("express")]).toEqual([
      [false, false, true],
      [false, true, true],
    ]);
  });

  it("do not share a name", () => {
    expect(volumesFor("größe", "gr e", "日本").map(({ name }) => name)).toEqual(["tmp", "gr-e", "gr-e-2", "folder"]);
  });
});

it.each([
  ["uploads", true],
  ["/data", true],
  ["storage/app/public", true],
  ["storage/framework/cache", false],
  ["storage/logs", false],
  [".next/cache", false],
  ["database.tmp", false],
  ["dataset", false],
])("keeps %s: %s", (path, kept) => {
  expect(isPersistent(path)).toBe(kept);
});
