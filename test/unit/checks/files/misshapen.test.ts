import { describe, expect, it } from "vitest";
import { fileKind } from "../../../../src/checks/files/fileKind.ts";
import { inspectFile } from "../../../../src/checks/files/inspectFile.ts";
import { NO_PINS } from "../../../../src/checks/files/pins.ts";

/** Where errors stand and what they say first, of the files that nothing can be started with. */
function broken(path: string, text: string): readonly string[] {
  const kind = fileKind(path, text);
  if (kind === undefined) return ["no file of a deployment"];
  return inspectFile(kind, path, text, NO_PINS)
    .filter(({ rule }) => rule.endsWith("/readable"))
    .map(({ severity, range, message }) => `${severity} ${range.line}:${range.column} ${message}`);
}

describe("a Dockerfile that no builder takes", () => {
  it.each([
    ["FROM a:1\nCOYP . .\n", "error 2:1 COYP is no instruction"],
    ["RUN true\nFROM a:1\n", "error 1:1 RUN stands before the first FROM"],
    ["FROM a:1\nFROM\n", "error 2:1 FROM names no image"],
    ["", "error 1:1 There is no FROM"],
  ])("is found: %j", (text, said) => {
    expect(broken("Dockerfile", text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    "ARG A=1\nFROM a:$A\nRUN <<EOF\nCOYP x\nEOF\nONBUILD COPY . .\n",
    "# syntax=docker/dockerfile:1\nfrom a:1\nrun true\n",
    "# syntax=devthefuture/dockerfile-x\nINCLUDE base.dockerfile\nFROM a:1\n",
    'from a:1\nuser 10001\ncmd ["a"]\n',
    "# escape=`\nFROM a:1\nRUN dir `\n  c:\\\\\n",
  ])("is none: %j", (text) => {
    expect(broken("Dockerfile", text)).toEqual([]);
  });

  it.each(["dockerfile.go", "docs/Dockerfile.md", "Dockerfile.j2", "Dockerfile.template"])(
    "is not looked for in %s",
    (path) => expect(broken(path, "package dockerfile\n")).toEqual(["no file of a deployment"]),
  );

  it("may be for a program of a language", () => {
    expect(broken("Dockerfile.go", "FROM golang:1.22\nCOYP . .\n")).toHaveLength(1);
  });
});

describe("a workflow that GitHub refuses", () => {
  const job = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n";

  it.each([
    [`${job}  b:\n    needs: c\n    runs-on: x\n`, "error 8:5 Job b needs c"],
    [`${job}  b:\n    needs: [a, d]\n    runs-on: x\n`, "error 8:5 Job b needs d"],
    [job.replace("    runs-on: x\n", ""), "error 3:3 Job a names no runs-on"],
    [job.replace("run: make", "name: none"), "error 6:9 A step has neither"],
    [`${job}        uses: a/b@v1\n`, "error 6:9 A step has both"],
    [`${job}  a: {}\n`, "error 7:3 Map keys must be unique. GitHub runs nothing"],
  ])("is found: %j", (text, said) => {
    expect(broken(".github/workflows/a.yml", text)).toEqual([expect.stringContaining(said)]);
  });

  it("is none where a job calls a workflow, needs another, or a step does what is not known here", () => {
    const text = `${job}      - wait: a\n  b:\n    needs: A\n    uses: ./.github/workflows/b.yml\n`;
    expect(broken(".github/workflows/a.yml", text)).toEqual([]);
  });
});

describe("a pipeline that GitLab refuses", () => {
  it.each([
    ["stages: [build]\na:\n  stage: biuld\n  script: make\n", "error 3:3 Job a is of stage biuld"],
    ["stages: [build]\na:\n  script: make\n", "error 2:1 Job a is of stage test"],
    ["a:\n  needs: [b]\n  script: make\n", "error 2:11 Job a needs b"],
    ["a:\n  needs: [{ job: b }]\n  script: make\n", "error 2:11 Job a needs b"],
    ["a:\n  stage: build\n", "error 1:1 Job a has no script"],
  ])("is found: %j", (text, said) => {
    expect(broken(".gitlab-ci.yml", text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    "a:\n  stage: .pre\n  script: make\n",
    ".a:\n  script: make\nb:\n  extends: .a\n  stage: deploy\n",
    "include: other.yml\na:\n  stage: theirs\n",
    "stages: ['$[[ inputs.stage ]]']\na:\n  stage: $[[ inputs.stage ]]\n  script: make\n",
    "a:\n  parallel: 2\n  script: make\nb:\n  needs: ['a 1/2', { job: c, optional: true }, { pipeline: $UP, job: d }]\n  script: make\n",
    "a:\n  trigger: other/project\n",
  ])("is none: %j", (text) => {
    expect(broken(".gitlab-ci.yml", text)).toEqual([]);
  });
});

describe("a compose file that starts nothing", () => {
  it.each([
    ["services:\n  a:\n    command: x\n", "error 2:3 Service a names neither"],
    ["services:\n  a:\n    image: a:1\n    depends_on: [b]\n", "error 4:5 Service a depends on b"],
    ["services:\n  a:\n    image: a:1\n    volumes: ['data:/data']\n", "error 4:15 Service a uses the volume data"],
  ])("is found: %j", (text, said) => {
    expect(broken("compose.yaml", text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ["compose.override.yaml", "services:\n  a:\n    command: x\n    depends_on: [b]\n"],
    ["compose.yaml", "include: [b.yaml]\nservices:\n  a:\n    depends_on: [b]\n"],
    ["compose.yaml", "services:\n  a:\n    extends: { file: b.yaml, service: a }\n"],
    [
      "compose.yaml",
      "services:\n  a:\n    build: .\n    volumes: ['./x:/x', '/y:/y', '~/z:/z', 'C:/w:/w', '$V:/v', 'd:/d']\nvolumes: { d: }\n",
    ],
    [
      "compose.yaml",
      "services:\n  a:\n    build: .\n    depends_on: { b: { condition: service_started, required: false } }\n",
    ],
  ])("is none: %s %j", (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });
});
