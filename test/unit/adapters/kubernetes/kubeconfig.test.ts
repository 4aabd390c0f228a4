import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listContexts, loadKubeconfig } from "../../../../src/adapters/kubernetes/kubeconfig.ts";
import { targetOf } from "../../../../src/adapters/kubernetes/target.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

interface Parts {
  readonly cluster?: object;
  readonly user?: object;
  readonly current?: string;
}

/** A kubeconfig of one context in which everything has one name. */
function kubeconfig(name: string, { cluster, user, current }: Parts = {}): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    ...(current !== undefined && { "current-context": current }),
    clusters: [{ name, cluster: { server: `https://${name}.example`, ...cluster } }],
    users: [{ name, user: { token: `${name}-token`, ...user } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: "shop" } }],
  });
}

async function load(...texts: string[]) {
  const folder = await temporaryFolder();
  const files = await Promise.all(
    texts.map(async (text, index) => {
      const file = join(folder, `config-${index}`);
      await writeFile(file, text);
      return file;
    }),
  );
  return { folder, config: loadKubeconfig({ env: { KUBECONFIG: files.join(delimiter) } }) };
}

describe("loading kubeconfigs", () => {
  it("lists contexts without any connection", async () => {
    const { config } = await load(kubeconfig("prod", { current: "prod" }));
    expect(listContexts(await config)).toEqual([{ name: "prod", cluster: "prod", namespace: "shop", current: true }]);
  });

  it("merges several files: the first that names a thing wins, also the current context", async () => {
    const { config } = await load(
      kubeconfig("prod", { current: "prod" }),
      kubeconfig("prod", { cluster: { server: "https://other.example" }, current: "stage" }),
      kubeconfig("stage"),
    );
    const merged = await config;
    expect(listContexts(merged).map(({ name, current }) => [name, current])).toEqual([
      ["prod", true],
      ["stage", false],
    ]);
    expect(targetOf(merged, "prod").server.hostname).toBe("prod.example");
  });

  it("passes over files that do not exist, and says so when none does", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "config");
    await writeFile(file, kubeconfig("prod"));
    const found = await loadKubeconfig({ env: { KUBECONFIG: [join(folder, "none"), file].join(delimiter) } });
    expect(listContexts(found)).toHaveLength(1);
    await expect(loadKubeconfig({ env: { HOME: join(folder, "nobody") } })).rejects.toMatchObject({
      reason: "KubeconfigInvalid",
      message: expect.stringContaining(join("nobody", ".kube", "config")),
    });
  });

  it("reads ~/.kube/config without KUBECONFIG", async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, ".kube"));
    await writeFile(join(home, ".kube", "config"), kubeconfig("prod"));
    expect(listContexts(await loadKubeconfig({ env: { HOME: home } }))).toHaveLength(1);
  });

  it("names file and line of what is not YAML, and quotes nothing of it", async () => {
    const { config } = await load("users:\n- name: ada\n  user: {token: s3cret\nclusters: [\n");
    const fault: unknown = await config.catch((error: unknown) => error);
    expect(fault).toMatchObject({ reason: "KubeconfigInvalid", message: expect.stringMatching(/config-0.*line \d/u) });
    expect(String(fault)).not.toContain("s3cret");
  });

  it.each(["", "just words", "[1, 2]", "null"])("refuses %j, which is no kubeconfig", async (text) => {
    await expect((await load(text)).config).rejects.toMatchObject({ reason: "KubeconfigInvalid" });
  });

  it("refuses a file of megabytes", async () => {
    await expect((await load("#".repeat(5_000_000))).config).rejects.toMatchObject({ reason: "KubeconfigInvalid" });
  });

  it("leaves out one broken entry and keeps the others", async () => {
    const whole = JSON.parse(kubeconfig("prod")) as { clusters: unknown[]; contexts: unknown[] };
    whole.clusters.push({ name: "broken" }, null);
    whole.contexts.push({ name: "broken", context: { cluster: "broken", user: "prod" } });
    const config = await (await load(JSON.stringify(whole))).config;
    expect(targetOf(config, "prod").context).toBe("prod");
    expect(() => targetOf(config, "broken")).toThrow(/no usable cluster broken/u);
  });
});

describe("choosing a context", () => {
  it("says which ones there are where it is unknown", async () => {
    const config = await (await load(kubeconfig("prod"))).config;
    expect(() => targetOf(config, "nowhere")).toThrow("The kubeconfig has no context nowhere. It names prod.");
  });

  it("keeps the credential plugin apart from what the library would run", async () => {
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "./bin/login", args: ["--x"] };
    const { folder, config } = await load(kubeconfig("prod", { user: { exec } }));
    const target = targetOf(await config, "prod");
    expect(target.exec).toMatchObject({ command: join(folder, "bin", "login"), args: ["--x"] });
    expect(target.config.getCurrentUser()?.exec).toBeUndefined();
  });

  it("reads a token from the file that the user names, relative to the kubeconfig", async () => {
    const { folder, config } = await load(kubeconfig("prod", { user: { token: undefined, tokenFile: "token" } }));
    await writeFile(join(folder, "token"), "from-a-file\n");
    const options: { headers?: Record<string, string> } = {};
    await targetOf(await config, "prod").config.applyToHTTPSOptions(options);
    expect(options.headers?.["Authorization"]?.trim()).toBe("Bearer from-a-file");
  });

  it("takes plain http, as kubectl does", async () => {
    const { config } = await load(kubeconfig("local", { cluster: { server: "http://127.0.0.1:8001" } }));
    const target = targetOf(await config, "local");
    await expect(target.config.applyToHTTPSOptions({})).resolves.toBeUndefined();
  });

  it.each(["gcp", "azure"])("refuses the %s provider that Kubernetes removed, and says what to use", async (name) => {
    const { config } = await load(kubeconfig("prod", { user: { "auth-provider": { name, config: {} } } }));
    const loaded = await config;
    expect(() => targetOf(loaded, "prod")).toThrow(/which Kubernetes removed/u);
  });

  it("refuses a plugin that is not described as the format asks", async () => {
    const { config } = await load(kubeconfig("prod", { user: { exec: { args: "all" } } }));
    const loaded = await config;
    expect(() => targetOf(loaded, "prod")).toThrow(/credential plugin of user prod/u);
  });
});
