import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containerOf } from "../../../../src/scaffold/generate/container.ts";
import { probePath } from "../../../../src/scaffold/generate/probePath.ts";
import { expressServer, fact } from "../../../support/scaffold/sampleFacts.ts";

function portFor(number: number, variable?: string): number | undefined {
  return containerOf(expressServer({ port: fact({ number, ...(variable !== undefined && { variable }) }) }), "x").port;
}

describe("how a container is run", () => {
  it("runs a member of a workspace in its own folder, and writes from there", () => {
    const application = expressServer({ path: "apps/web", writes: [fact("uploads"), fact("/data")] });
    expect(containerOf(application, "ghcr.io/acme")).toMatchObject({
      workingDirectory: "/app/apps/web",
      writable: ["/tmp", "/app/apps/web/uploads", "/data"],
    });
  });

  it("takes another port than one that needs a privilege, where the code lets it", () => {
    expect([portFor(80, "PORT"), portFor(80), portFor(3000, "PORT")]).toEqual([8080, 80, 3000]);
  });

  it("names the port's variable once", () => {
    const { port: _, ...application } = expressServer({
      environment: [fact({ name: "PORT", required: true, secret: false })],
    });
    expect(containerOf(application, "x")).toMatchObject({ port: 8080, portVariable: "PORT", environment: [] });
  });
});

describe("the path of a probe", () => {
  it.each([
    ["/healthz", "/healthz"],
    ["up", "/up"],
    ["/größe", "/gr%C3%B6%C3%9Fe"],
    ["/it's", "/it%27s"],
    ["/a%20b?x=1&y=2", "/a%20b?x=1&y=2"],
  ])("of %s is %s", (path, encoded) => {
    expect(probePath(path)).toBe(encoded);
  });

  it("is of plain letters and stays as it is when it is taken again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (path) => {
        const encoded = probePath(path);
        expect(encoded).toMatch(/^\/[\w./:@=+,%?&;#!~*()-]*$/u);
        expect(probePath(encoded)).toBe(encoded);
      }),
    );
  });
});
