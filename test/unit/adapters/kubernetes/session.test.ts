import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { credentialStore } from "../../../../src/adapters/kubernetes/execCredential.ts";
import { loadKubeconfig } from "../../../../src/adapters/kubernetes/kubeconfig.ts";
import { everythingThrough, reachOptions } from "../../../../src/adapters/kubernetes/reach.ts";
import { sessionKeeper } from "../../../../src/adapters/kubernetes/session.ts";
import { targetOf } from "../../../../src/adapters/kubernetes/target.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

async function keeper(user: object, cluster: object = {}) {
  const file = join(await temporaryFolder(), "config");
  const name = "prod";
  const configOf = (who: object) => ({
    clusters: [{ name, cluster: { server: "https://prod.example/base/", ...cluster } }],
    users: [{ name, user: who }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
  const rewrite = (who: object) => writeFile(file, JSON.stringify(configOf(who)));
  await rewrite(user);
  const clock = new ManualClock();
  let runs = 0;
  const credentials = credentialStore(clock, async () => ({ token: `t${++runs}`, expiresAt: clock.now() + 3_600_000 }));
  const reload = async () => targetOf(await loadKubeconfig({ env: {}, files: [file] }), name);
  const sessions = sessionKeeper(await reload(), { clock, credentials, proxies: {}, reload });
  onTestFinished(() => sessions.dispose());
  return { clock, sessions, rewrite, runs: () => runs };
}

const EXEC = { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "login" } };

describe("a session", () => {
  it("carries the user's token to the cluster's address", async () => {
    const { sessions } = await keeper({ token: "abc" });
    const { server, headers } = await sessions.open();
    expect(server.href).toBe("https://prod.example/base");
    expect(headers).toMatchObject({ Authorization: "Bearer abc" });
  });

  it("carries a user name and password, and whom to act as", async () => {
    const { sessions } = await keeper({ username: "ada", password: "pw", as: "bob" });
    const basic = `Basic ${Buffer.from("ada:pw").toString("base64")}`;
    expect((await sessions.open()).headers).toMatchObject({ Authorization: basic, "Impersonate-User": "bob" });
  });

  it("carries what the credential plugin gave, and runs it once", async () => {
    const { clock, sessions, runs } = await keeper(EXEC);
    const opened = await Promise.all([sessions.open(), sessions.open()]);
    expect(opened.map(({ headers }) => headers["Authorization"])).toEqual(["Bearer t1", "Bearer t1"]);
    clock.advance(120_000);
    expect((await sessions.open()).headers["Authorization"]).toBe("Bearer t1");
    expect(runs()).toBe(1);
  });

  it("that the server refused is replaced by one with new credentials, on the same connections", async () => {
    const { sessions } = await keeper(EXEC);
    const refused = await sessions.open();
    sessions.refuse(refused);
    const fresh = await sessions.open();
    expect(fresh.headers["Authorization"]).toBe("Bearer t2");
    expect(fresh.agent).toBe(refused.agent);
    sessions.refuse(refused);
    expect(await sessions.open()).toBe(fresh);
  });

  it("that the server refused takes up what signing in wrote into the kubeconfig meanwhile", async () => {
    const { sessions, rewrite } = await keeper({ token: "old" });
    const refused = await sessions.open();
    await rewrite({ token: "new" });
    expect(await sessions.open()).toBe(refused);
    sessions.refuse(refused);
    expect((await sessions.open()).headers["Authorization"]).toBe("Bearer new");
  });

  it("that needs a file which is not there fails with a sentence", async () => {
    const { sessions } = await keeper({ "client-certificate": "none.crt", "client-key": "none.key" });
    await expect(sessions.open()).rejects.toMatchObject({
      reason: "CredentialFailed",
      message: expect.stringMatching(/user prod cannot be used/u),
    });
  });
});

describe("reaching a server", () => {
  const env = { HTTPS_PROXY: "http://proxy:3128", no_proxy: "internal.example", PATH: "/bin" };

  it("goes through the proxy of the environment, in either spelling, and keeps connections", () => {
    expect(reachOptions(new URL("https://prod.example"), env)).toMatchObject({
      keepAlive: true,
      proxyEnv: { https_proxy: "http://proxy:3128", no_proxy: "internal.example" },
    });
  });

  it.each(["http://localhost:80", "https://127.0.0.1:6443", "https://[::1]:6443"])("goes straight to %s", (server) => {
    expect(reachOptions(new URL(server), env)).not.toHaveProperty("proxyEnv");
  });

  it("goes through the cluster's own proxy where it names one", () => {
    expect(everythingThrough("http://own:1")).toEqual({ http_proxy: "http://own:1", https_proxy: "http://own:1" });
  });
});
