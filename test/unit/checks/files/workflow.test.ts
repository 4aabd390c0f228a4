import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import type { Pins } from "../../../../src/checks/files/pins.ts";
import { inspectWorkflow } from "../../../../src/checks/files/workflow/inspectWorkflow.ts";
import { applyFix } from "../../../support/checks/applyFix.ts";

const COMMIT = "3d3c42e5aac5ba805825da76410c181273ba90b1";
const PINS: Pins = {
  image: () => undefined,
  action: (repository) => (repository === "actions/checkout" ? { commit: COMMIT, version: "v7.0.1" } : undefined),
};

const GOOD = `name: CI
on:
  pull_request:
permissions: {}
jobs:
  test:
    timeout-minutes: 15
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@${COMMIT} # v7.0.1
        with:
          persist-credentials: false
      - run: npm test
`;

function inspect(text: string): readonly FileFinding[] {
  return inspectWorkflow(".github/workflows/ci.yml", text, PINS);
}

function first(text: string, rule: string): { readonly finding: FileFinding | undefined; readonly mended: string } {
  const finding = inspect(text).find((one) => one.rule === `pipeline/${rule}`);
  return { finding, mended: applyFix(text, finding?.fixes[0]) };
}

function withEnv(lines: string): string {
  return GOOD.replace("      - run: npm test\n", `      - run: npm test\n        env:\n${lines}`);
}

function secretsIn(text: string): readonly FileFinding[] {
  return inspect(text).filter(({ rule }) => rule === "pipeline/no-plain-secret");
}

describe("a secret that is written out", () => {
  it("is found where it is handed to a step, a job or all of them", () => {
    const step = withEnv("          DEPLOY_TOKEN: k3v9-wq71-zz02\n");
    expect(secretsIn(step)).toMatchObject([{ severity: "error", range: { line: 15, column: 11 } }]);
    expect(secretsIn(GOOD.replace("    steps:", "    env:\n      DB_PASSWORD: hunter2\n    steps:"))).toHaveLength(1);
    expect(secretsIn(GOOD.replace("jobs:", "env:\n  API_TOKEN: k3v9-wq71-zz02\njobs:"))).toHaveLength(1);
  });

  it("is none where it comes from elsewhere, or is for tests alone", () => {
    const values = [
      "${{ secrets.DEPLOY_TOKEN }}",
      "test-only-key",
      "postgres",
      "dummy",
      "$GITHUB_TOKEN",
      '""',
      "'true'",
    ];
    const found = values.filter((value) => secretsIn(withEnv(`          DB_PASSWORD: ${value}\n`)).length > 0);
    expect(found).toEqual([]);
    const beside = GOOD.replace(
      "    steps:",
      "    services:\n      db:\n        env:\n          PASSWORD: s3same\n    steps:",
    );
    expect(
      secretsIn(
        beside.replace(
          "      - run: npm test\n",
          "      - run: npm test\n        env:\n          PGPASSWORD: s3same\n",
        ),
      ),
    ).toEqual([]);
  });
});

describe("a workflow", () => {
  it("as it should be has no finding", () => {
    expect(inspect(GOOD)).toEqual([]);
  });

  it("that names an action by a tag names the commit after its fix", () => {
    const { mended } = first(GOOD.replace(`${COMMIT} # v7.0.1`, "v4"), "pinned-action");
    expect(mended).toBe(GOOD);
  });

  it("may use an action of its own repository, and one that nothing is known of has no fix", () => {
    expect(inspect(GOOD.replace("run: npm test", "uses: ./.github/actions/test"))).toEqual([]);
    expect(first(GOOD.replace("run: npm test", "uses: acme/test@v1"), "pinned-action").finding?.fixes).toEqual([]);
  });

  it("begins with no permissions after its fix", () => {
    const { mended } = first(GOOD.replace("permissions: {}\n", ""), "least-permission");
    expect(inspect(mended)).toEqual([]);
  });

  it("may give each job its own", () => {
    const text = GOOD.replace("permissions: {}\n", "").replace("    steps:", "    permissions: {}\n    steps:");
    expect(inspect(text)).toEqual([]);
  });

  it("that may write everything is told so", () => {
    expect(first(GOOD.replace("{}", "write-all"), "least-permission").finding?.range.line).toBe(4);
  });

  it.each([
    ["        with:\n          persist-credentials: false\n", ""],
    ["persist-credentials: false", "fetch-depth: 0"],
  ])("leaves no token behind after its fix", (from, to) => {
    const { finding, mended } = first(GOOD.replace(from, to), "no-kept-credentials");
    expect(finding?.severity).toBe("warning");
    expect(inspect(mended)).toEqual([]);
  });

  it("gives each job a time limit after its fix", () => {
    expect(first(GOOD.replace("    timeout-minutes: 15\n", ""), "time-limit").mended).toBe(GOOD);
  });

  it.each(["github.event.pull_request.title", "github.head_ref", "format('{0}', github.event.issue.body)"])(
    "that puts %s into a script lets its author run anything",
    (expression) => {
      const text = GOOD.replace("npm test", `echo "\${{ ${expression} }}"`);
      expect(first(text, "no-injection").finding).toMatchObject({ severity: "error", range: { line: 13 } });
    },
  );

  it("may put what nobody outside chooses into a script", () => {
    expect(inspect(GOOD.replace("npm test", 'echo "${{ github.sha }}"'))).toEqual([]);
  });

  it("on pull_request_target checks out no proposal", () => {
    const text = GOOD.replace("pull_request:", "pull_request_target:").replace(
      "persist-credentials: false",
      "persist-credentials: false\n          ref: ${{ github.event.pull_request.head.sha }}",
    );
    expect(first(text, "trusted-checkout").finding?.severity).toBe("error");
  });

  it("that delivers asks an environment first", () => {
    const text = GOOD.replace("npm test", "kubectl apply -k k8s/overlays/production");
    expect(first(text, "environment-gate").finding?.severity).toBe("warning");
    expect(inspect(text.replace("    steps:", "    environment: production\n    steps:"))).toEqual([]);
  });

  it("of any text is looked at without an end in error", () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        const looked = [
          ...inspect(text),
          ...inspect(`jobs: ${json}\n`),
          ...inspect(`jobs:\n  a:\n    steps: ${json}\n`),
        ];
        expect(looked.every(({ range }) => range.line > 0 && range.column > 0)).toBe(true);
      }),
    );
  });
});
