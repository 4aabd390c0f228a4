import { execa } from "execa";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const BASE = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.local/web:1.8.2
          resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {memory: 512Mi}}
`;

const FILES: Readonly<Record<string, string>> = {
  "tidegate.yaml": `version: 1
applications:
  shop:
    evidence:
      tests: {unit: reports/unit.xml}
    environments:
      development: {context: east, namespace: shop-dev, gate: []}
      staging: {context: east, namespace: shop-staging, gate: [staging]}
      production: {context: east, namespace: shop-production, production: true, gate: [git-clean, checklist]}
`,
  "k8s/base/web.yaml": BASE,
  "k8s/base/kustomization.yaml": "resources: [web.yaml]\n",
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
