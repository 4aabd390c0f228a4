import { describe, expect, it } from "vitest";
import { inspectAgreement } from "../../../../src/checks/files/agreement/inspectAgreement.ts";
import { fileKind } from "../../../../src/checks/files/fileKind.ts";
import { inspectFile } from "../../../../src/checks/files/inspectFile.ts";
import { NO_PINS } from "../../../../src/checks/files/pins.ts";

function rules(path: string, text: string): readonly string[] {
  const kind = fileKind(path, text);
  return kind === undefined ? [] : inspectFile(kind, path, text, NO_PINS).map((one) => `${one.range.line} ${one.rule}`);
}

/** What is found in a script with an expression. */
const run = (expression: string): readonly string[] =>
  rules(".github/workflows/a.yml", `jobs:\n  a:\n    steps:\n      - run: echo "\${{ ${expression} }}"\n`).filter(
    (one) => one.endsWith("no-injection"),
  );

/** A pod with a variable. */
const podWith = (entry: string): string =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      env:\n        - ${entry}\n`;

/** What does not fit within a manifest. */
const selectors = (one: string): readonly string[] =>
  inspectAgreement([{ path: "a.yaml", kind: "manifest", text: one }]).map(({ rule }) => rule);

/** A service with one more line. */
const service = (lines: string): string => `services:\n  a:\n    image: a:1.2.3\n    ${lines}\n`;

describe("what a script of a workflow takes in", () => {
  it.each([
    "github.event.pull_request.title",
    "github.event['issue'].body",
    "github.event.pull_request.head.ref",
    "github.head_ref || github.ref",
    "github.event.commits[0].message",
    "github.event.commits.*.author.email",
    "github.event.pages[0].page_name",
    "github.event.workflow_run.head_branch",
    "toJSON(github.event)",
    "toJson( github )",
    "format('{0}', github.event.comment.body)",
  ])("is anybody's: %s", (expression) => {
    expect(run(expression)).toHaveLength(1);
  });

  it.each([
    "github.event.pull_request.number",
    "github.event.pull_request.head.sha",
    "github.event.pull_request.base.ref",
    "github.event.pull_request.merge_commit_sha",
    "github.event.issue.html_url",
    "contains(github.event.pull_request.title, 'wip')",
    "startsWith(github.head_ref, 'release/')",
    "toJSON(github.event.inputs)",
    "github.event.workflow_run.id",
  ])("is GitHub's: %s", (expression) => {
    expect(run(expression)).toEqual([]);
  });
});

describe("a proposal's code beside secrets", () => {
  it.each([
    "on: pull_request_target",
    "on: [push, pull_request_target]",
    "on:\n  pull_request_target:\n    types: [opened]",
  ])("is found however the event is written: %j", (on) => {
    const text = `${on}\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: refs/pull/\${{ github.event.number }}/merge\n`;
    expect(rules(".github/workflows/a.yml", text).join()).toContain("pipeline/trusted-checkout");
    expect(rules(".github/workflows/a.yml", text.replace("pull_request_target", "pull_request")).join()).not.toContain(
      "trusted",
    );
  });
});

it("a workflow of others is pinned like an action", () => {
  const text =
    "jobs:\n  a:\n    uses: other/repo/.github/workflows/w.yml@main\n  b:\n    uses: ./.github/workflows/own.yml\n";
  expect(rules(".github/workflows/a.yml", text).filter((one) => one.includes("pinned"))).toEqual([
    "3 pipeline/pinned-action",
  ]);
});

describe("manifests", () => {
  const pod = "spec: { hostNetwork: true, containers: [{ name: a, image: 'a:1' }] }";

  it.each([
    ["a list", `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    ${pod}\n`, 6],
    ["one line of JSON", `{"apiVersion":"v1","kind":"Pod","spec":{"hostNetwork":true,"containers":[]}}`, 1],
    ["a Rollout", `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec:\n  template:\n    ${pod}\n`, 5],
    ["a ReplicationController", `apiVersion: v1\nkind: ReplicationController\nspec:\n  template:\n    ${pod}\n`, 5],
  ])("are looked into: %s", (_, text, line) => {
    expect(rules(`k8s/a.${text.startsWith("{") ? "json" : "yaml"}`, text)).toContain(`${line} kubernetes/no-host`);
  });

  it("keep no secret in a variable", () => {
    const secret = "7 kubernetes/no-plain-secret";
    expect(rules("a.yaml", podWith("{ name: DB_PASSWORD, value: hunter2 }"))).toContain(secret);
    expect(rules("a.yaml", podWith("{ name: DATABASE_URL, value: 'postgres://u:hunter2@db/x' }"))).toContain(secret);
    for (const entry of [
      "{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }",
      "{ name: DATABASE_URL, value: 'postgres://u:$(DB_PASSWORD)@db/x' }",
      "{ name: DATABASE_URL, value: 'postgres://db:5432/x' }",
      "{ name: DB_PASSWORD_FILE, value: /run/secrets/db }",
    ]) {
      expect(rules("a.yaml", podWith(entry))).not.toContain(secret);
    }
  });

  it("say what a container adds to what restricted allows", () => {
    const context =
      "{ runAsUser: 0, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, SYS_ADMIN] }, seccompProfile: { type: Unconfined } }";
    const text = `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - { name: a, securityContext: ${context} }\n`;
    const [found] = inspectFile("manifest", "a.yaml", text, NO_PINS).filter(({ rule }) =>
      rule.endsWith("restricted-container"),
    );
    expect(found?.message).toContain("it runs as user 0, it adds SYS_ADMIN, its seccompProfile is Unconfined");
  });

  it("may select pods by labels that only controllers give", () => {
    const text = `apiVersion: v1
kind: Service
metadata: { name: redis-0 }
spec:
  selector: { app: redis, statefulset.kubernetes.io/pod-name: redis-0 }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis }
spec: { selector: { matchLabels: { app: redis } }, template: { metadata: { labels: { app: redis } }, spec: { containers: [] } } }
`;
    expect(selectors(text)).toEqual([]);
    expect(selectors(text.replace("app: redis, state", "app: valkey, state"))).toEqual(["objects/selector"]);
  });
});

describe("compose files", () => {
  it.each([
    ["pid: host", "4 compose/no-privileges"],
    ["network_mode: host", "4 compose/no-privileges"],
    ["cap_add: [NET_ADMIN, SYS_ADMIN]", "4 compose/no-privileges"],
    ["volumes: [{ type: bind, source: /var/run/docker.sock, target: /s }]", "4 compose/no-privileges"],
    ["ports: [{ target: 6379, published: 6379 }]", "4 compose/loopback"],
    ["environment: { DATABASE_URL: 'postgres://u:hunter2@db/x' }", "4 compose/no-plain-secret"],
  ])("are looked into: %s", (lines, rule) => {
    expect(rules("compose.yaml", service(lines))).toEqual([rule]);
  });

  it.each([
    "network_mode: bridge",
    "cap_add: [NET_ADMIN]",
    "ports: [{ target: 6379, published: 6379, host_ip: 127.0.0.1 }]",
    "environment: ['MYSQL_ALLOW_EMPTY_PASSWORD=\"true\"', 'DATABASE_URL=postgres://u:${DB_PASSWORD}@db/x']",
  ])("may say %s", (lines) => {
    expect(rules("compose.yaml", service(lines))).toEqual([]);
  });
});

it("a list that is none is a shell's line", () => {
  const found = rules("Dockerfile", 'FROM a:1@sha256:0\nUSER 10001\nENTRYPOINT ["/app"\n');
  expect(found).toContain("3 dockerfile/exec-form");
});
