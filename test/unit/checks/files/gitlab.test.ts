import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { fileKind } from "../../../../src/checks/files/fileKind.ts";
import { inspectGitlab } from "../../../../src/checks/files/gitlab/inspectGitlab.ts";
import { inspectFile } from "../../../../src/checks/files/inspectFile.ts";
import { NO_PINS, type Pins } from "../../../../src/checks/files/pins.ts";
import { applyFix } from "../../../support/checks/applyFix.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const pins: Pins = { ...NO_PINS, image: (name) => (name === "node:24.1.0" ? DIGEST : undefined) };
const GOOD = `workflow:
  rules:
    - if: $CI_COMMIT_BRANCH

default:
  timeout: 15 minutes
  image: node:24.1.0@${DIGEST}

test:
  services:
    - name: postgres:18.1@${DIGEST}
  variables:
    POSTGRES_PASSWORD: test
  script:
    - npm test

semgrep:
  image: $SCANNER
  script: semgrep ci

deliver:
  environment: production
  script:
    - helm upgrade shop charts/shop
`;

function inspect(text: string): readonly FileFinding[] {
  return inspectGitlab(".gitlab-ci.yml", text, pins);
}

function only(text: string): { readonly finding: FileFinding | undefined; readonly mended: string } {
  const [finding, ...others] = inspect(text);
  expect(others).toEqual([]);
  return { finding, mended: applyFix(text, finding?.fixes[0]) };
}

describe("a pipeline of GitLab CI", () => {
  it("as it should be has no finding", () => {
    expect(inspect(GOOD)).toEqual([]);
    expect(inspectFile("gitlab-ci", ".gitlab-ci.yml", GOOD, pins)).toEqual([]);
  });

  it("gets the digest that the catalogue has seen", () => {
    const { finding, mended } = only(GOOD.replace(`24.1.0@${DIGEST}`, "24.1.0"));
    expect(finding).toMatchObject({ rule: "pipeline/pinned-image", severity: "info", range: { line: 7, column: 10 } });
    expect(mended).toBe(GOOD);
  });

  it.each([
    ["image: node", `image: node:24.1.0@${DIGEST}`, 7],
    ["- postgres:latest", `- name: postgres:18.1@${DIGEST}`, 11],
    ["- name: postgres", `- name: postgres:18.1@${DIGEST}`, 11],
  ])("names its images: not %s", (bad, good, line) => {
    const { finding } = only(GOOD.replace(good, bad));
    expect(finding).toMatchObject({ rule: "pipeline/pinned-image", severity: "warning", range: { line } });
  });

  it("says when it runs, for all or for each", () => {
    const text = GOOD.replace("workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH\n", "");
    expect(only(text).finding).toMatchObject({ rule: "pipeline/said-when", range: { line: 6 } });
    expect(only(text).finding?.message).toMatch(/^3 jobs say/u);
    const ruled = text.replaceAll(/^(test|semgrep|deliver):$/gmu, "$1:\n  rules: [{ when: on_success }]");
    expect(inspect(ruled)).toEqual([]);
    expect(inspect(`include: other.yml\n${text}`)).toEqual([]);
  });

  it("has a limit for every job after its fix", () => {
    const { finding, mended } = only(GOOD.replace("  timeout: 15 minutes\n", ""));
    expect(finding).toMatchObject({ rule: "pipeline/time-limit", range: { line: 8 } });
    expect(mended).toBe(GOOD);
    const bare = "workflow: {}\ntest:\n  script: [make]\n";
    expect(only(bare).mended).toBe(`default:\n  timeout: 15 minutes\n\n${bare}`);
    expect(inspect("workflow: {}\n.all: {timeout: 5m}\ntest:\n  extends: .all\n  script: make\n")).toEqual([]);
    expect(inspect("workflow: {}\nchild:\n  trigger: {include: a.yml}\n")).toEqual([]);
  });

  it.each([
    ["variables:\n  API_TOKEN: hunter2\n", 2],
    ["variables:\n  API_TOKEN:\n    value: hunter2\n    description: For the shop\n", 2],
    [".other:\n  variables: {DB_PASSWORD: hunter2}\n", 2],
  ])("keeps no secret: %j", (more, line) => {
    const { finding } = only(`${more}${GOOD}`);
    expect(finding).toMatchObject({ rule: "pipeline/no-plain-secret", severity: "error", range: { line } });
    expect(finding?.message).not.toContain("hunter2");
  });

  it.each(["API_TOKEN: $SHOP_TOKEN", "API_TOKEN: ''", "API_TOKEN_FILE: /run/token", "LOG_LEVEL: info"])(
    "may set %s",
    (line) => expect(inspect(`variables:\n  ${line}\n${GOOD}`)).toEqual([]),
  );

  it("delivers through an environment, which a template may name", () => {
    const text = GOOD.replace("  environment: production\n", "");
    expect(only(text).finding).toMatchObject({ rule: "pipeline/environment-gate", severity: "warning" });
    const templated = `.to: {environment: {name: staging}}\n${text.replace("deliver:", "deliver:\n  extends: .to")}`;
    expect(inspect(templated)).toEqual([]);
    expect(inspect(text.replace("deliver:", "deliver:\n  extends: [.elsewhere]"))).toEqual([]);
  });

  it("stops at what a security check finds, after its fix", () => {
    const { finding, mended } = only(GOOD.replace("semgrep ci", "semgrep ci\n  allow_failure: true"));
    expect(finding).toMatchObject({ rule: "pipeline/strict-scan", severity: "warning", range: { line: 20 } });
    expect(mended).toBe(GOOD.replace("semgrep ci", "semgrep ci\n  allow_failure: false"));
    expect(inspect(GOOD.replace("npm test", "npm test\n  allow_failure: true"))).toEqual([]);
    expect(inspect(GOOD.replace("semgrep ci", "semgrep ci\n  allow_failure: {exit_codes: 2}"))).toEqual([]);
  });

  it("must be readable, and may be circular or anything else", () => {
    expect(only("a: [").finding).toMatchObject({ rule: "pipeline/readable", severity: "error" });
    const circle = inspect(".a: {extends: .b}\n.b: {extends: .a}\nc:\n  extends: .a\n  script: make\n");
    expect(circle.map(({ rule }) => rule)).toEqual(["pipeline/said-when", "pipeline/time-limit"]);
    expect(inspect("c:\n  script: !reference [.a, script]\n  timeout: 1h\nworkflow: {}\n")).toEqual([]);
  });

  it("is taken whatever it holds", () => {
    const key = fc.constantFrom("image", "services", "variables", "script", "extends", "default", "a", ".b", "sast");
    const value = fc.object({ key, maxDepth: 3 });
    fc.assert(
      fc.property(value, (any) => {
        expect(inspect(JSON.stringify(any))).toBeInstanceOf(Array);
      }),
    );
  });

  it("may extend everything by everything", () => {
    const names = Array.from({ length: 200 }, (_, index) => `.job${index}`);
    const text = names.map((name) => `${name}: {extends: [${names.join(", ")}]}`).join("\n");
    expect(inspect(text)).toEqual([]);
  });
});

it("ignore files of a Dockerfile are no Dockerfiles", () => {
  expect(fileKind("Dockerfile.worker.dockerignore", "")).toBeUndefined();
  expect(fileKind("Dockerfile.worker", "")).toBe("dockerfile");
});
