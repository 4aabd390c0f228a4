import { describe, expect, it } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import type { NodeFacts } from "../../../../../src/scaffold/facts/ecosystemFacts.ts";
import { dockerfileGenerator } from "../../../../../src/scaffold/generate/dockerfile/dockerfileGenerator.ts";
import { copyInstruction, joined, runLine } from "../../../../../src/scaffold/generate/dockerfile/instructions.ts";
import { detectionOf, expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { smallCatalogue } from "../../../../support/scaffold/smallCatalogue.ts";
import { ownTemplates } from "../../../../support/scaffold/templates.ts";

const render = ownTemplates();
const node = expressServer().ecosystem as NodeFacts;

function textsOf(application: Application): Readonly<Record<string, string>> {
  const detection = detectionOf(application);
  const input = { applications: [application], detection, settings: sampleSettings, catalogue: smallCatalogue };
  return Object.fromEntries(dockerfileGenerator(input, render).map(({ path, text }) => [path, text]));
}

function startedBy(line: string): string | undefined {
  return textsOf(expressServer({ startCommand: fact(["sh", "-c", line]) }))["Dockerfile"];
}

describe("the Dockerfile of a Node.js application", () => {
  it("installs by the lock file, twice: for the build and for what runs", () => {
    const { Dockerfile = "" } = textsOf(
      expressServer({ buildCommand: fact("npm run build"), outputDirectory: fact("dist") }),
    );
    expect(Dockerfile.match(/^ {4}npm ci.*$/gmu)).toEqual(["    npm ci --omit=dev", "    npm ci"]);
    expect(Dockerfile).toContain("COPY --from=build /app/dist ./dist/\n");
  });

  it("sends settings of an install to the build, which are secrets elsewhere", () => {
    const files = textsOf(expressServer({ ecosystem: { ...node, installFiles: [".npmrc", "package.json"] } }));
    expect(files["Dockerfile"]).toContain("COPY .npmrc package-lock.json package.json ./\n");
    expect(files[".dockerignore"]).not.toContain(".npmrc");
    expect(textsOf(expressServer())[".dockerignore"]).toContain("**/.npmrc\n");
  });

  it("sends a site the settings that are in its pages anyway, and no others of their kind", () => {
    const ignored = textsOf(expressServer({ role: fact("site"), path: "apps/web" }))[
      "apps/web/Dockerfile.dockerignore"
    ];
    expect(ignored).toMatch(/^\*\*\/\.env\.\*\n(?:.+\n)*!apps\/web\/\.env\.production\n/mu);
    expect(textsOf(expressServer())[".dockerignore"]).not.toContain("!");
  });

  it("lies in the member's folder and is built from the workspace's", () => {
    const member = expressServer({ path: "apps/web", ecosystem: { ...node, installFiles: ["apps/web/package.json"] } });
    const files = textsOf(member);
    expect(Object.keys(files)).toEqual(["apps/web/Dockerfile", "apps/web/Dockerfile.dockerignore"]);
    expect(files["apps/web/Dockerfile"]).toContain("WORKDIR /app/apps/web\n");
    expect(files["apps/web/Dockerfile.dockerignore"]).toMatch(/^\*\n(?:!.*\n)*!apps\/web\n/mu);
  });

  it("gives a shell's place to the program that it starts, and leaves lists alone", () => {
    expect(startedBy("node server.js --port $PORT")).toContain(
      'CMD ["sh", "-c", "exec node server.js --port $PORT"]\n',
    );
    expect(startedBy("npm run migrate && node server.js")).toContain('"npm run migrate && node server.js"]\n');
  });

  it("refuses a name with a line break", () => {
    expect(() => textsOf(expressServer({ path: "a\nRUN id" }))).toThrow(/No Dockerfile can name "a\\nRUN id"/u);
  });
});

describe("instructions with words from outside", () => {
  it("keep a name one word and no pattern", () => {
    expect(copyInstruction(["dist"], "./")).toBe("COPY dist ./");
    expect(copyInstruction(["/a b/it's [x]*"], "./", "build")).toBe(
      String.raw`COPY --from=build ["/a b/it\\'s [[]x][*]", "./"]`,
    );
  });

  it("keep a line of a shell one line", () => {
    expect(runLine("npm run build")).toBe("npm run build");
    expect(runLine("a\nUSER root")).toBe(String.raw`["/bin/sh", "-c", "a\nUSER root"]`);
    expect(joined(["a", "b"])).toEqual(["a \\\n    && b"]);
    expect(joined(["a; b", "c"])).toEqual(["a; b", "c"]);
  });
});
