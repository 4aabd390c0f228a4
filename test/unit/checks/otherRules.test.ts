import { describe, expect, test } from "vitest";
import { RULES } from "../../../src/checks/rules.ts";
import type { CheckVerdict } from "../../../src/core/evidence/evidence.ts";
import type { WorkspaceCheckId } from "../../../src/core/gates/registry.ts";
import { workspaceFrom } from "../../support/memoryTree.ts";

async function verdictOf(check: WorkspaceCheckId, files: Readonly<Record<string, string>>): Promise<CheckVerdict> {
  return RULES[check](await workspaceFrom(files)).verdict;
}

/** A text that is put together here, so that no scanner takes this file for a leak. */
const KEY = ["-----BEGIN", "PRIVATE KEY-----\nabc\n"].join(" ");

function schedule(cron: string, ttl: string): string {
  return `apiVersion: velero.io/v1\nkind: Schedule\nmetadata: { name: s }\nspec: { schedule: "${cron}", template: { ttl: ${ttl} } }\n`;
}

function dump(more: string): string {
  return `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: dump }\nspec:\n  schedule: "0 3 * * *"\n  ${more}\n  jobTemplate: { spec: { template: { spec: { containers: [{ name: d, image: pg:17, args: [pg_dump, shop] }] } } } }\n`;
}

function alert(more: string): string {
  return `groups:\n  - name: a\n    rules:\n      - { alert: A, expr: up == 0, ${more} }\n`;
}

function manager(receiver: string, configs: string): Readonly<Record<string, string>> {
  const text = `route: { receiver: room, routes: [{ receiver: ${receiver}, matchers: ['severity="critical"'] }] }\nreceivers: [{ name: room }, { name: call${configs} }]\n`;
  return { "alertmanager.yml": text };
}

describe("credentials in files", () => {
  test.each<[string, Readonly<Record<string, string>>, CheckVerdict]>([
    ["a private key", { "tls/web.key": KEY }, "fail"],
    [
      "a token in a workflow",
      { ".github/workflows/a.yml": `on: push\n# ${["ghp", "a".repeat(36)].join("_")}\n` },
      "fail",
    ],
    ["an example of settings", { ".env.example": "DB_PASSWORD=correct-horse\n" }, "pass"],
    ["settings", { ".env": "export DB_PASSWORD='correct-horse'\n" }, "fail"],
    ["settings without a credential", { ".env": "PORT=3000\nTOKEN_URL=https://example.test\n" }, "pass"],
    ["variables of Terraform", { "prod.tfvars": 'db_password = "correct-horse"\n' }, "fail"],
    [
      "a Secret that SOPS encrypted",
      { "s.yaml": "apiVersion: v1\nkind: Secret\ndata: { a: 'ENC[x]' }\nsops: { mac: x }\n" },
      "pass",
    ],
    ["a Secret with placeholders", { "s.yaml": 'apiVersion: v1\nkind: Secret\nstringData: { a: "${A}" }\n' }, "pass"],
    [
      "a generated Secret",
      { "kustomization.yaml": "kind: Kustomization\nsecretGenerator: [{ name: s, literals: [a=correct-horse] }]\n" },
      "fail",
    ],
  ])("%s", async (_, files, verdict) => {
    expect(await verdictOf("security-no-plain-secrets", files)).toBe(verdict);
  });
});

describe("backups", () => {
  test.each([
    ["0 3 * * *", "720h", "pass"],
    ["*/30 * * * *", "1000h0m0s", "pass"],
    ["@daily", "720h", "pass"],
    ["TZ=Europe/Berlin 0 3 * * *", "720h", "pass"],
    ["0 3 * * 1", "720h", "fail"],
    ["@weekly", "720h", "fail"],
    ["0 3 * * *", "719h", "fail"],
    ["sometimes", "720h", "inconclusive"],
  ])("at %s for %s: %s", async (cron, ttl, verdict) => {
    expect(await verdictOf("recovery-backup-retention", { "b.yaml": schedule(cron, ttl) })).toBe(verdict);
  });

  test("by a dump job count, and one that is paused does not", async () => {
    expect(await verdictOf("recovery-backups", { "b.yaml": dump("suspend: false") })).toBe("pass");
    expect(await verdictOf("recovery-backup-retention", { "b.yaml": dump("suspend: true") })).toBe("fail");
  });
});

describe("images", () => {
  test.each<[string, Readonly<Record<string, string>>, CheckVerdict]>([
    ["in two stages", { Dockerfile: "FROM a AS b\nRUN make\nFROM c\nCOPY --from=b /x /x\n" }, "pass"],
    ["in one, with all that building needed", { Dockerfile: "FROM a\nRUN make\n" }, "fail"],
    ["in one, with nothing run for it", { "web/Dockerfile": "from nginx\nCOPY dist /srv\n" }, "pass"],
    ["each in its own way", { Dockerfile: "FROM a\n", "api/api.Dockerfile": "FROM a\n run make\n" }, "fail"],
    ["nowhere", { "Dockerfile.md": "FROM a\n", Containerfile: "# to be written\n" }, "inconclusive"],
  ])("%s", async (_what, files, verdict) => {
    expect(await verdictOf("security-image-stages", files)).toBe(verdict);
  });
});

describe("alerts", () => {
  test.each([
    ["for: 5m, labels: { severity: page }, annotations: { summary: s }", "pass"],
    ["labels: { severity: page }, annotations: { summary: s }", "fail"],
    ["for: 0s, labels: { severity: page }, annotations: { summary: s }", "fail"],
    ["for: 5m, annotations: { summary: s }", "fail"],
    ["for: 5m, labels: { severity: page }", "fail"],
  ])("with %s: %s", async (more, verdict) => {
    expect(await verdictOf("monitoring-alerts", { "rules.yaml": alert(more) })).toBe(verdict);
  });

  test("routed to a receiver that is not there, or that tells nobody, reach nobody", async () => {
    expect(await verdictOf("monitoring-routing", manager("call", ", pagerduty_configs: [{}]"))).toBe("pass");
    expect(await verdictOf("monitoring-routing", manager("gone", ", pagerduty_configs: [{}]"))).toBe("fail");
    expect(await verdictOf("monitoring-routing", manager("call", ""))).toBe("fail");
  });
});

describe("documents", () => {
  test.each<[WorkspaceCheckId, string, string, CheckVerdict]>([
    ["documents-runbook", "docs/runbook.md", "# Runbook\n\n1. Look\n2. Think\n3. Act\n", "pass"],
    ["documents-runbook", "docs/runbook.md", "# Runbook\n\nTo be written.\n", "inconclusive"],
    ["documents-rollback", "docs/a.md", "## Rolling back\n\n```sh\nkubectl rollout undo deployment/web\n```\n", "pass"],
    ["documents-rollback", "docs/a.md", "```\n# Rolling back\n```\n", "inconclusive"],
    ["documents-architecture", "docs/architecture.md", "```mermaid\nflowchart\n```\n", "pass"],
    ["documents-readme", "README.md", "# Shop\n", "inconclusive"],
    ["recovery-plan", "docs/disaster-recovery.md", "RPO: 1 h. RTO: 4 h.\n", "pass"],
    ["recovery-plan", "docs/disaster-recovery.md", "RPO: 1 h.\n", "inconclusive"],
  ])("%s by %s: %j", async (check, file, text, verdict) => {
    expect(await verdictOf(check, { [file]: text })).toBe(verdict);
  });
});

describe("YAML", () => {
  test("has the lines of its values, also behind anchors and in a list of objects", async () => {
    const list =
      "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Namespace\n    metadata: { name: a }\n";
    const anchored = "apiVersion: v1\nkind: Namespace\nmetadata: &m\n  name: b\nx: *m\n";
    const workspace = await workspaceFrom({
      "list.yaml": list,
      "anchored.yaml": anchored,
      "two.yaml": `---\n${list}---\n${anchored}`,
    });
    const places = workspace.objects.map((one) => [one.file, one.name, one.place("metadata").line]);
    expect(places).toEqual([
      ["anchored.yaml", "b", 3],
      ["list.yaml", "a", 6],
      ["two.yaml", "a", 7],
      ["two.yaml", "b", 11],
    ]);
  });

  test("that unfolds without an end is not read", async () => {
    const bomb = [
      "a: &a [x, x]",
      ..."bcdefghijklmnop".split("").map((name, index) => {
        const before = "abcdefghijklmno"[index];
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
      }),
    ];
    const workspace = await workspaceFrom({ "bomb.yaml": `apiVersion: v1\nkind: ConfigMap\n${bomb.join("\n")}\n` });
    expect(workspace.unread.manifests.map((one) => one.file)).toEqual(["bomb.yaml"]);
  });
});
