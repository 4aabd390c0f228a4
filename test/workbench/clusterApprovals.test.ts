import { execa } from "execa";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { endRunners } from "../../tools/start/endRunners.ts";
import { applyManifest, kubectl, mustKubectl } from "../support/controlPlane/kubectl.ts";
import { createNamespace, deleteNamespace } from "../support/controlPlane/namespace.ts";
import { pollUntil } from "../support/controlPlane/processes.ts";
import type { UserName } from "../support/controlPlane/users.ts";
import { rollOut } from "../support/controlPlane/workload.ts";
import { grants, guard } from "../support/guard/guardedNamespace.ts";
import { kubeconfigOf } from "./support/kubeconfigOf.ts";
import { markdownPreview } from "./support/markdownPreview.ts";
import { recolour } from "./support/recolour.ts";
import { shown } from "./support/shown.ts";
import { openTerminal, PLAIN_TERMINAL } from "./support/terminal.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

/** `ann` deploys, `ben` approves; whoever installs does it with an administrator's context that no environment names. */
describe("approvals that the cluster enforces", () => {
  const connection = inject("controlPlane");
  let home: string;
  let namespace: string;
  let ann: Workbench;
  let ben: Workbench;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-approvals-"));
    namespace = await createNamespace(connection, "shop");
    await rollOut(connection, { namespace, name: "web", image: "shop/web:1.0.0", replicas: 2 });
    ann = await windowOf("ann", { shop: "ann", "shop-admin": "admin" });
  });

  afterAll(async () => {
    await ann.close();
    await ben?.close();
    await endRunners(join(home, "ann"));
    await rm(home, { recursive: true, force: true });
    await mustKubectl(connection, ["label", "namespace", namespace, "tidegate.dev/approvals-"]);
    await deleteNamespace(connection, namespace);
  });

  it("come with policies whose diff is shown before they are installed", async () => {
    const { notifications, page, palette } = ann;
    await palette.run("Tidegate: Install Approval Policies…");
    await shown(palette.box.getByPlaceholder(/Cluster/u));
    await palette.pick("shop-admin");
    await shown(page.locator(".monaco-diff-editor").first());
    await shown(palette.box.getByPlaceholder("shop-admin"));
    await ann.picture("policies-install");
    expect(await policies()).toEqual([]);
    await palette.answer("shop-admin", "shop-admin");
    await shown(notifications.toast(/approval policies hold in shop-admin/u));
    await notifications.press(/approval policies hold in shop-admin/u, "Show a Guard");
    await shown(markdownPreview(page).getByText(/kind: DeploymentGuard/u));
    await ann.picture("policies-guard");
    expect(await policies()).toContain("tidegate-workload-images");
  });

  it("come with policies that are put right where somebody softened them, after the difference was shown", async () => {
    const { dialogs, notifications, page, palette } = ann;
    const binding = ["validatingadmissionpolicybinding", "tidegate-workload-images"];
    const audit = '[{"op":"replace","path":"/spec/validationActions","value":["Audit"]}]';
    await mustKubectl(connection, ["patch", ...binding, "--type=json", `--patch=${audit}`]);
    await palette.run("Tidegate: Install Approval Policies…");
    await palette.pick("shop-admin");
    expect(await dialogs.text()).toContain("ValidatingAdmissionPolicyBinding tidegate-workload-images");
    await ann.picture("policies-changed");
    await dialogs.press("Show the Difference");
    await shown(page.locator(".monaco-diff-editor").first().getByText("Audit").first());
    await ann.picture("policies-take-over");
    await palette.answer("shop-admin", "shop-admin");
    await shown(notifications.toast(/approval policies hold in shop-admin/u));
    const actions = ["get", ...binding, "--output=jsonpath={.spec.validationActions}"];
    expect(await mustKubectl(connection, actions)).toBe('["Deny"]');
  });

  it("keep kubectl from changing an image without one, whoever uses it", async () => {
    await applyManifest(connection, [guard(namespace, SPEC), ...grants(namespace), seesPolicies(namespace)]);
    await mustKubectl(connection, ["label", "namespace", namespace, "tidegate.dev/approvals=enforced"]);
    await pollUntil("the policies to hold", 60_000, async () => (await setImage("ann", "2.0.0")).code !== 0);
    for (const user of ["ann", "admin"] as const) {
      expect((await setImage(user, "2.0.0")).stderr).toMatch(/\[NotApproved\].* shop\/web:2\.0\.0 .*Deployment web/u);
    }
    const terminal = await openTerminal(ann);
    await terminal.run("kubectl set image deployment/web app=shop/web:2.0.0", "nobody has asked for it");
    await ann.picture("kubectl-refused");
    await terminal.close();
  });

  it("ask, and take no answer from who asked", async () => {
    const { notifications, palette, sidebar } = ann;
    await sidebar.open();
    await sidebar.view("Environments").choose(/^production/u, "Deploy Version…");
    await shown(palette.box.getByPlaceholder(/Image tag or digest/u));
    await palette.type("2.0.0");
    await palette.pick("as typed");
    await palette.answer("production", "production");
    const asking = /shop → production 2\.0\.0 waits for approval/u;
    await shown(notifications.toast(asking));
    await shown(sidebar.view("Approvals").row(/2\.0\.0.*0 of 1/u));
    expect(await sidebar.view("Approvals").rows()).toHaveLength(1);
    await notifications.press(asking, "Approve");
    await shown(notifications.toast(/Your answer would not count: ann asked for this run/u));
    await ann.picture("cluster-approval-own");
  });

  it("are not taken out unseen while people are asked", async () => {
    const { dialogs, palette } = ann;
    await palette.run("Tidegate: Remove Approval Policies…");
    await palette.pick("shop-admin");
    expect(await dialogs.text()).toContain(`People are still asked in ${namespace}`);
    await ann.picture("policies-pending");
    await dialogs.press("Cancel");
  });

  it("wait in another person's window, and are answered there for everybody", { timeout: 300_000 }, async () => {
    ben = await windowOf("ben", { shop: "ben" });
    await ben.sidebar.open();
    await ben.sidebar.widen(520);
    const request = ben.sidebar.view("Approvals").row(/shop → production 2\.0\.0/u);
    await shown(request);
    await request.click();
    await shown(markdownPreview(ben.page).getByText(/goes from shop\/web:1\.0\.0 to shop\/web:2\.0\.0/u));
    for (const theme of ["light", "high-contrast", "dark"] as const) {
      await recolour(ben, theme);
      await ben.picture(`inbox-cluster-${theme}`);
    }
    await ben.sidebar.view("Approvals").choose(/2\.0\.0/u, "Approve Request…");
    await shown(ben.palette.box.getByPlaceholder("production"));
    await ben.picture("inbox-cluster-typed");
    await ben.palette.answer("production", "production");
    await shown(ben.palette.box.getByPlaceholder(/Comment/u));
    await ben.picture("inbox-cluster-comment");
    await ben.palette.answer(/Comment/u, "Seen in staging.");
    await request.waitFor({ state: "detached" });
    await shown(ann.sidebar.view("Runs").row(/#1 shop → production.*(completed|2\.0\.0 verified)/u), {
      timeout: 120_000,
    });
    await ann.picture("cluster-approval-done");
    expect(await ann.sidebar.view("Approvals").rows()).toEqual([]);
    expect(await decisions()).toMatchObject([{ by: "ben", answer: "approve", comment: "Seen in staging." }]);
  });

  it("let kubectl through for what they cover: what was approved, and the way back", async () => {
    const answers = [await setImage("ann", "1.0.0"), await setImage("ann", "2.0.1")];
    expect(answers.map(({ code }) => code)).toEqual([0, 1]);
    const terminal = await openTerminal(ann);
    await terminal.run("kubectl set image deployment/web app=shop/web:2.0.0", "deployment.apps/web image updated");
    await terminal.run("kubectl set image deployment/web app=shop/web:2.0.1", "nobody has asked for it");
    await ann.picture("kubectl-covered");
    await terminal.close();
  });

  it("are taken out again, after what goes was shown", async () => {
    const { notifications, page, palette } = ann;
    await palette.run("Tidegate: Remove Approval Policies…");
    await palette.pick("shop-admin");
    await shown(palette.box.getByPlaceholder("shop-admin"));
    await shown(
      markdownPreview(page)
        .getByText(/ValidatingAdmissionPolicy tidegate-workload-images/u)
        .first(),
    );
    await ann.picture("policies-remove");
    await palette.answer("shop-admin", "shop-admin");
    await shown(notifications.toast(/policies are gone from shop-admin/u));
    expect(await policies()).toEqual([]);
    await pollUntil("images to change freely", 60_000, async () => (await setImage("ann", "3.0.0")).code === 0);
  });

  /** A clone of the workspace, open with this person's kubeconfig. */
  async function windowOf(person: string, contexts: Readonly<Record<string, UserName>>): Promise<Workbench> {
    const folder = join(home, person);
    const kubeconfig = join(home, `${person}.kubeconfig`);
    const git = (...args: string[]): Promise<unknown> => execa("git", args, { cwd: folder });
    await kubeconfigOf(connection, kubeconfig, contexts, namespace);
    await execa("git", ["init", "--quiet", folder]);
    await writeFile(join(folder, "tidegate.yaml"), tidegateYaml(namespace));
    await git("config", "user.name", person);
    await git("config", "user.email", `${person}@shop.example`);
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "The shop as it is");
    const env = { KUBECONFIG: kubeconfig, PATH: `${connection.bin}:${process.env["PATH"] ?? ""}` };
    return openWorkbench({ folder, env, settings: PLAIN_TERMINAL });
  }

  function setImage(user: UserName, version: string): ReturnType<typeof kubectl> {
    const args = ["set", "image", "deployment/web", `app=shop/web:${version}`, `--namespace=${namespace}`];
    return kubectl(connection, args, { user });
  }

  async function policies(): Promise<string[]> {
    const args = ["get", "validatingadmissionpolicies", "--selector=app.kubernetes.io/managed-by=tidegate"];
    const names = await mustKubectl(connection, [...args, "--output=jsonpath={.items[*].metadata.name}"]);
    return names.split(" ").filter((name) => name !== "");
  }

  async function decisions(): Promise<unknown> {
    const args = ["get", "deploymentguard", "tidegate", `--namespace=${namespace}`, "--output=json"];
    const guarded = JSON.parse(await mustKubectl(connection, args)) as {
      status: { requests: { decisions: unknown }[] };
    };
    return guarded.status.requests[0]?.decisions;
  }
});

const SPEC = { required: 1, approvers: { users: ["ann", "ben"], groups: [] } };

function tidegateYaml(namespace: string): string {
  const place = `context: shop, namespace: ${namespace}`;
  return `version: 1
applications:
  shop:
    environments:
      production: {${place}, production: true, hold: 5s, gate: [], approval: {required: 1, store: cluster}}
`;
}

/** Whoever deploys where approvals are enforced looks first whether they are. */
function seesPolicies(name: string): object {
  const apiGroup = "rbac.authorization.k8s.io";
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup, kind: "ClusterRole", name: "tidegate-policy-viewer" },
    subjects: [{ apiGroup, kind: "User", name: "ann" }],
  };
}
