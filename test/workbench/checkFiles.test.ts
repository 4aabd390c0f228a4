import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { badFiles } from "./support/badFiles.ts";
import { openFile, problems } from "./support/problems.ts";
import { shown } from "./support/shown.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:1.2.0
          ports:
            - name: http
              containerPort: 8080
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: web
`;

describe("a check of the workspace", () => {
  let home: string;
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-check-"));
    folder = join(home, "shop");
    await mkdir(folder);
    await badFiles(folder);
    await writeFile(join(folder, "deployment.yaml"), DEPLOYMENT);
    await writeFile(join(folder, "service.yaml"), SERVICE);
    workbench = await openWorkbench({ folder });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.picture("check-failed");
  });
  afterAll(async () => {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  });

  it("follows what another program writes into an open file", async () => {
    const { page, palette } = workbench;
    await openFile(workbench, "Dockerfile");
    await palette.run("View: Focus Problems");
    const row = problems(page).filter({ hasText: "dockerfile/numeric-user" });
    await shown(row);
    const file = join(folder, "Dockerfile");
    const before = await readFile(file, "utf8");
    await writeFile(file, before.replace("USER root", "USER 10001"));
    await row.waitFor({ state: "detached", timeout: 60_000 });
    await writeFile(file, before);
    await shown(row);
  });

  it("shows what is found in files that are not open, and what does not fit between them", async () => {
    const { page, palette, notifications } = workbench;
    await palette.run("Tidegate: Check Files");
    await shown(notifications.toast(/5 files checked: \d+ errors/u));
    await shown(problems(page).filter({ hasText: "compose/no-plain-secret" }));
    await shown(problems(page).filter({ hasText: "objects/service-port" }));
    await workbench.picture("check-files");
  });

  it("looks again at what does not fit when one of the files is saved", async () => {
    const { page, palette } = workbench;
    await openFile(workbench, "service.yaml");
    const row = problems(page).filter({ hasText: "objects/service-port" });
    await shown(row);
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    for (const _ of "web") await page.keyboard.press("Backspace");
    await page.keyboard.type("http");
    await palette.run("File: Save without Formatting");
    await row.waitFor({ state: "detached" });
    expect(await readFile(join(folder, "service.yaml"), "utf8")).toContain("targetPort: http\n");
  });
});
