import { execa } from "execa";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { WEB_BASE } from "../../support/webBase.ts";

const FILES: Readonly<Record<string, string>> = {
  "tidegate.yaml": `version: 1
applications:
  shop:
    evidence:
      tests: {unit: reports/unit.xml}
    readiness:
      install: [node, --version]
      build: [node, --version]
    environments:
      development: {context: east, namespace: shop-dev, gate: []}
      staging: {context: east, namespace: shop-staging, gate: [staging]}
      production: {context: east, namespace: shop-production, production: true, gate: [git-clean, checklist]}
`,
  ...WEB_BASE,
  "k8s/overlays/staging/kustomization.yaml":
    "namespace: shop-staging\nresources: [../../base]\nreplicas:\n  - name: web\n    count: 3\n",
  "k8s/overlays/production/kustomization.yaml": "namespace: shop-production\nresources: [../../base]\n",
  "reports/unit.xml": `<testsuite name="unit" tests="2" failures="0"><testcase name="a"/><testcase name="b"/></testsuite>\n`,
};

/** A workspace whose production is not ready, and smaller than its staging. No cluster belongs to it. */
export async function readyShop(folder: string): Promise<void> {
  // Reports that are older than the commit say nothing about it.
  const then = new Date(Date.now() - 3_600_000).toISOString();
  const env = { GIT_AUTHOR_DATE: then, GIT_COMMITTER_DATE: then };
  const git = (...args: string[]): Promise<unknown> => execa("git", args, { cwd: folder, env });
  await git("init", "--quiet");
  await git("-c", "user.name=Cleo", "-c", "user.email=cleo@shop.example", "commit", "--allow-empty", "-qm", "The shop");
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
