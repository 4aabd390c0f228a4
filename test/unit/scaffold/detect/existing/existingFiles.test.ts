import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detect } from "../../../../../src/scaffold/detect/detect.ts";
import type { Found } from "../../../../../src/scaffold/detect/detector.ts";
import { readExisting } from "../../../../../src/scaffold/detect/existing/existingFiles.ts";
import { readCompose, serviceOfImage } from "../../../../../src/scaffold/detect/existing/composeFacts.ts";
import { fact } from "../../../../../src/scaffold/detect/shared/evidence.ts";
import { brokenTrees, unsound } from "../../../../support/scaffold/detectedBy.ts";
import { memoryTree } from "../../../../support/memoryTree.ts";

type Texts = Readonly<Record<string, string>>;

/** An application for each folder with an `app.json`: a Node server that its code has on port 3000. */
function detectedIn(texts: Texts, changes: Partial<Found> = {}) {
  const detector = {
    ecosystem: "node" as const,
    markers: ["app.json"],
    async detect({ path }: { readonly path: string }) {
      const at = { file: path === "." ? "app.json" : `${path}/app.json`, line: 1, says: "says so" };
      const found = {
        name: path,
        path,
        role: fact("server" as const, "certain", at),
        language: fact("javascript" as const, "certain", at),
        runtime: fact({ name: "node" as const }, "guess", at),
        startCommand: fact(["node", "index.js"], "likely", at),
        port: fact({ number: 3000, variable: "PORT" }, "likely", at),
        environment: [],
        services: [],
        writes: [],
        ecosystem: {
          kind: "node" as const,
          root: path,
          manager: "npm" as const,
          installFiles: [],
          localDependencies: [],
          native: [],
          needsModules: true,
        },
        ...changes,
      };
      return { is: "application" as const, applications: [found], problems: [] };
    },
  };
  return detect(memoryTree(texts), undefined, { detectors: [detector], readExisting });
}

const COMPOSE = `services:
  api:
    build: ./api
    ports: ["8080:4000"]
    environment:
      PORT: "4000"
      QUEUE_URL: \${QUEUE_URL:?}
      LEVEL: debug
    depends_on:
      db: { condition: service_healthy }
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:4000/ready-or-not"]
  web:
    build: { context: ., dockerfile: web/Dockerfile }
    ports:
      - target: 3000
        published: "8080"
  db:
    image: postgres:17-alpine
`;

const command = async (line: string, changes: Partial<Found> = {}) =>
  (await detectedIn({ "app.json": "", Dockerfile: `FROM x\nCMD ${line}\n` }, changes)).applications[0]?.startCommand
    ?.value;

describe("readExisting", () => {
  it("lets a Dockerfile say the port, the start command, the probe and the version", async () => {
    const { applications, problems } = await detectedIn({
      "app.json": "",
      Dockerfile:
        'FROM node:22.11-slim\nEXPOSE 3000\nHEALTHCHECK CMD curl http://localhost:3000/live\nCMD ["node", "dist/main.js"]\n',
      ".dockerignore": "",
    });
    const [one] = applications;
    expect(problems).toEqual([]);
    expect(one?.port).toMatchObject({ value: { number: 3000, variable: "PORT" }, confidence: "certain" });
    expect(one?.startCommand).toMatchObject({ value: ["node", "dist/main.js"], confidence: "certain" });
    expect(one?.health?.value).toBe("/live");
    expect(one?.runtime.value).toEqual({ name: "node", version: "22.11" });
    expect(one?.existing).toEqual([
      { kind: "dockerignore", path: ".dockerignore" },
      { kind: "dockerfile", path: "Dockerfile" },
    ]);
  });

  it("reports a port that contradicts the code, with both lines", async () => {
    const { applications, problems } = await detectedIn({ "app.json": "", Dockerfile: "FROM node\nEXPOSE 8080\n" });
    expect(applications[0]?.port?.value).toEqual({ number: 8080, variable: "PORT" });
    expect(problems).toMatchObject([
      {
        reason: "PortsDisagree",
        evidence: [
          { file: "Dockerfile", line: 2 },
          { file: "app.json", line: 1 },
        ],
      },
    ]);
  });

  it("sees no contradiction where the Dockerfile sets the variable of the port", async () => {
    const { applications, problems } = await detectedIn({
      "app.json": "",
      Dockerfile: "FROM node\nENV PORT=8080\nEXPOSE 8080\n",
    });
    expect(applications[0]?.port?.value).toEqual({ number: 8080, variable: "PORT" });
    expect(problems).toEqual([]);
  });

  it("takes no command of another program, nor of what is compiled", async () => {
    expect(await command('["/docker-entrypoint.sh"]')).toEqual(["node", "index.js"]);
    expect(await command('["nginx"]')).toEqual(["node", "index.js"]);
    const go = {
      kind: "go" as const,
      root: ".",
      module: "a",
      mainPackage: ".",
      cgo: false,
      vendored: false,
      sums: true,
    };
    expect(await command('["server"]', { ecosystem: go })).toEqual(["node", "index.js"]);
  });

  it("reads what compose files say about the services that are built here", async () => {
    const texts = { "compose.yaml": COMPOSE, "api/app.json": "", "web/app.json": "", "web/Dockerfile": "FROM node\n" };
    const { applications, problems } = await detectedIn(texts);
    const [api, web] = applications;
    expect(api?.port?.value).toEqual({ number: 4000, variable: "PORT" });
    expect(api?.health?.value).toBe("/ready-or-not");
    expect(api?.services.map(({ value }) => value)).toEqual([{ name: "postgres" }]);
    expect(api?.environment.map(({ value }) => value)).toEqual([
      { name: "LEVEL", required: false, secret: false },
      { name: "PORT", required: false, secret: false },
      { name: "QUEUE_URL", required: true, secret: false },
    ]);
    expect(web?.existing).toContainEqual({ kind: "compose", path: "compose.yaml" });
    expect(problems).toMatchObject([{ reason: "PortTaken", path: ".", evidence: [{ line: 4 }, { line: 16 }] }]);
    expect(problems[0]?.message).toContain("api and web publish port 8080 in compose.yaml");
  });

  it("lets a Procfile say how it is started", async () => {
    const { applications } = await detectedIn({
      "app.json": "",
      Procfile: "release: x\nweb: node web.js --port 3000\n",
    });
    expect(applications[0]?.startCommand).toMatchObject({
      value: ["node", "web.js", "--port", "3000"],
      confidence: "certain",
      evidence: [{ line: 2 }],
    });
  });

  it("lists what is there for a member, and not what is another's", async () => {
    const { applications } = await detectedIn({
      "api/app.json": "",
      "web/app.json": "",
      ".github/workflows/ci.yml": "",
      ".gitlab-ci.yml": "",
      "k8s/api/deployment.yaml": "",
      "charts/web/Chart.yaml": "",
      "charts/web/templates/a.yaml": "",
      "api/deploy/service.yml": "",
    });
    expect(applications.map(({ existing }) => existing.map(({ kind, path }) => `${kind} ${path}`))).toEqual([
      [
        "workflow .github/workflows/ci.yml",
        "gitlab-ci .gitlab-ci.yml",
        "manifest api/deploy/service.yml",
        "manifest k8s/api/deployment.yaml",
      ],
      ["workflow .github/workflows/ci.yml", "gitlab-ci .gitlab-ci.yml", "helm charts/web/Chart.yaml"],
    ]);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    const sample = {
      "compose.yaml": COMPOSE,
      "api/app.json": "",
      "api/Dockerfile": "FROM node:20\nENV A=$A\nEXPOSE 80\nCMD x\n",
      "api/Procfile": "web: x\n",
    };
    await fc.assert(
      fc.asyncProperty(brokenTrees(sample), async (texts) => {
        expect(unsound(await detectedIn(texts), texts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("readCompose", () => {
  it("reads short and long ports with variables, lists of variables, and no path out of the tree", () => {
    const text =
      'services:\n  a:\n    build: ../..\n    ports: ["127.0.0.1:${P:-81}:82/tcp", "83", 84]\n    environment: ["X=1", "Y"]\n';
    const [one] = readCompose("deep/compose.yml", text);
    expect(one?.ports.map(({ value, published }) => [value, published])).toEqual([
      [82, 81],
      [83, undefined],
      [84, undefined],
    ]);
    expect(one?.environment.map(({ name, value }) => [name, value])).toEqual([
      ["X", "1"],
      ["Y", undefined],
    ]);
    expect(one?.context).toBeUndefined();
    expect(readCompose("c.yml", "services: [")).toEqual([]);
  });

  it.each([
    ["postgres:17", "postgres"],
    ["docker.io/bitnami/redis:7", "redis"],
    ["mongo-express", undefined],
    ["nginx", undefined],
  ])("knows what %s is", (image, service) => {
    expect(serviceOfImage(image)).toBe(service);
  });
});
