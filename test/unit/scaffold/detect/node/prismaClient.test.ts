import { describe, expect, it } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { dockerfileGenerator } from "../../../../../src/scaffold/generate/dockerfile/dockerfileGenerator.ts";
import { detectedNode } from "../../../../support/scaffold/detectedNode.ts";
import { detectionOf, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { smallCatalogue } from "../../../../support/scaffold/smallCatalogue.ts";
import { ownTemplates } from "../../../../support/scaffold/templates.ts";

const render = ownTemplates();
const schema = (output = "", provider = "prisma-client-js"): string =>
  `generator docs {\n  provider = "prisma-docs"\n  output = "../docs"\n}\n\ngenerator client {\n  provider = "${provider}"\n${output}}\n`;

interface Given {
  readonly schema?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly files?: Readonly<Record<string, string>>;
}

async function found({ schema: text = schema(), scripts = {}, version = "^6.1.0", files = {} }: Given = {}) {
  const manifest = {
    name: "shop",
    scripts: { start: "node dist/main.js", build: "tsc --outDir dist", ...scripts },
    dependencies: { express: "5", "@prisma/client": version },
    devDependencies: { prisma: version, typescript: "5" },
  };
  const { applications } = await detectedNode({
    "package.json": JSON.stringify(manifest, undefined, 2),
    "package-lock.json": "{}",
    "src/main.ts": `import express from "express"; express().listen(3000);`,
    "prisma/schema.prisma": text,
    ...files,
  });
  const [application] = applications;
  if (application === undefined) throw new Error("Nothing was found.");
  return application;
}

function dockerfileOf(application: Application): string {
  const detection = detectionOf(application);
  const input = { applications: [application], detection, settings: sampleSettings, catalogue: smallCatalogue };
  return dockerfileGenerator(input, render).find(({ path }) => path === "Dockerfile")?.text ?? "";
}

describe("Prisma's client", () => {
  it("is made before the build, for which the schema's line is evidence", async () => {
    const { buildCommand, ecosystem } = await found();
    expect(buildCommand?.value).toBe("npx prisma generate && npm run build");
    expect(buildCommand?.evidence).toContainEqual({
      file: "prisma/schema.prisma",
      line: 6,
      says: "says how Prisma's client is made",
    });
    expect(ecosystem).toMatchObject({ prisma: { generate: "npx prisma generate", openssl: true } });
  });

  it("goes with the packages of the last stage, and with what it is linked with", async () => {
    const text = dockerfileOf(await found());
    expect(text).toContain("--no-install-recommends openssl ");
    expect(text).toContain("npx prisma generate && npm run build");
    expect(text).toContain("(cd /app && cp --recursive --parents node_modules/.prisma /client)");
    expect(text).toContain("./node_modules/\nCOPY --from=build /client /app/\n");
  });

  it("lies with its package for pnpm", async () => {
    const text = dockerfileOf(
      await found({ files: { "pnpm-lock.yaml": "lockfileVersion: '9.0'\n", "package-lock.json": "" } }),
    );
    expect(text).toContain("pnpm exec prisma generate");
    expect(text).toContain("node_modules/.pnpm/@prisma+client@*/node_modules/.prisma /client");
  });

  it("is copied from where the schema wants it, without a library from version 7 on", async () => {
    const output = '  output = "../generated/prisma"\n';
    const text = dockerfileOf(await found({ schema: schema(output, "prisma-client"), version: "7.1.0" }));
    expect(text).toContain("COPY --from=build /app/generated/prisma ./generated/prisma/\n");
    expect(text).not.toMatch(/openssl|\/client \/app/u);
  });

  it.each(["../node_modules/.prisma/client", "../../outside", "/abs"])(
    "stays within the folder: %s",
    async (output) => {
      const { ecosystem } = await found({ schema: schema(`  output = "${output}"\n`) });
      expect(ecosystem).toMatchObject({ prisma: { openssl: true } });
      expect(ecosystem).not.toHaveProperty("prisma.output");
    },
  );

  it("is not made twice", async () => {
    const { buildCommand, ecosystem } = await found({ scripts: { prebuild: "prisma generate" } });
    expect(buildCommand?.value).toBe("npm run build");
    expect(ecosystem).toMatchObject({ prisma: { openssl: true } });
    expect((await found({ scripts: { postinstall: "prisma generate" } })).ecosystem).not.toHaveProperty("prisma");
  });

  it("is nobody's where the schema has no client for JavaScript", async () => {
    expect((await found({ schema: schema("", "prisma-client-go") })).ecosystem).not.toHaveProperty("prisma");
  });
});
