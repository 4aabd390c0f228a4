import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deferred } from "../../../../src/base/async.ts";
import { ManualClock, timestamp } from "../../../../src/base/clock.ts";
import {
  credentialStore,
  execSpecSchema,
  type Credential,
} from "../../../../src/adapters/kubernetes/execCredential.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

/** A plugin that is this script. */
async function plugin(script: string, more: object = {}) {
  const file = join(await temporaryFolder(), "plugin.cjs");
  await writeFile(file, script);
  return execSpecSchema.parse({ command: process.execPath, args: [file], ...more });
}

const answer = (status: string): string => `console.log(JSON.stringify({ status: ${status} }))`;

describe("a credential plugin", () => {
  it("is told how it was asked, gets its own environment and no terminal", async () => {
    const script = `
      const asked = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
      process.stdin.on("end", () => ${answer("{ token: asked.kind + asked.spec.interactive + process.env.REGION }")}).resume();`;
    const spec = await plugin(script, { env: [{ name: "REGION", value: "north" }] });
    const { token } = await credentialStore(new ManualClock()).get("ada", spec);
    expect(token).toBe("ExecCredentialfalsenorth");
  });

  it("may give a certificate instead of a token", async () => {
    const spec = await plugin(answer('{ clientCertificateData: "cert", clientKeyData: "key" }'));
    const credential = await credentialStore(new ManualClock()).get("ada", spec);
    expect(credential).toMatchObject({ certificate: "cert", key: "key" });
  });

  it.each([
    ["exits with an error", "console.error('no session; token=s3cret'); process.exit(3)", /exit code 3: no session/u],
    ["says something else", "console.log('hello')", /not an ExecCredential/u],
    ["says nothing of use", answer("{}"), /neither a token nor a certificate/u],
  ])("that %s is a fault, without what may be secret", async (_case, script, words) => {
    const spec = await plugin(script);
    const fault: unknown = await credentialStore(new ManualClock())
      .get("ada", spec)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ reason: "CredentialFailed", message: expect.stringMatching(words) });
    expect(String(fault)).not.toContain("s3cret");
  });

  it("that is not installed is a fault with the kubeconfig's hint", async () => {
    const spec = execSpecSchema.parse({ command: "/nowhere/aws-login", installHint: "Install it from the wiki." });
    await expect(credentialStore(new ManualClock()).get("ada", spec)).rejects.toMatchObject({
      message:
        "The credential plugin /nowhere/aws-login for user ada failed: it is not installed. Install it from the wiki.",
    });
  });

  it("that insists on a terminal is not run", async () => {
    const spec = await plugin(answer('{ token: "t" }'), { interactiveMode: "Always" });
    await expect(credentialStore(new ManualClock()).get("ada", spec)).rejects.toMatchObject({
      message: expect.stringMatching(/needs a terminal/u),
    });
  });

  it("that does not end is ended after a minute", async () => {
    const clock = new ManualClock();
    const getting = credentialStore(clock).get("ada", await plugin("setInterval(() => {}, 1000)"));
    clock.advance(60_000);
    await expect(getting).rejects.toMatchObject({ message: expect.stringMatching(/within 60 s/u) });
  });
});

describe("the credentials of a user", () => {
  const spec = execSpecSchema.parse({ command: "login" });

  it("are fetched once for all who ask at the same time, and kept", async () => {
    const flight = deferred<Credential>();
    let runs = 0;
    const store = credentialStore(new ManualClock(), () => {
      runs++;
      return flight.promise;
    });
    const both = Promise.all([store.get("ada", spec), store.get("ada", spec)]);
    flight.resolve({ token: "t" });
    expect(await both).toEqual([{ token: "t" }, { token: "t" }]);
    await store.get("ada", spec);
    expect(runs).toBe(1);
  });

  it("are fetched anew shortly before they end, and when they were refused", async () => {
    const clock = new ManualClock();
    let runs = 0;
    const store = credentialStore(clock, async () => ({ token: `t${++runs}`, expiresAt: clock.now() + 60_000 }));
    expect((await store.get("ada", spec)).token).toBe("t1");
    clock.advance(49_000);
    expect((await store.get("ada", spec)).token).toBe("t1");
    clock.advance(2_000);
    expect((await store.get("ada", spec)).token).toBe("t2");
    store.drop("ada", spec);
    expect((await store.get("ada", spec)).token).toBe("t3");
  });

  it("are their own for each user", async () => {
    const store = credentialStore(new ManualClock(), async (user) => ({ token: user }));
    expect((await store.get("ada", spec)).token).toBe("ada");
    expect((await store.get("bob", spec)).token).toBe("bob");
  });

  it("say when they end", async () => {
    const clock = new ManualClock();
    const ends = timestamp(clock.now() + 3_600_000);
    const own = await plugin(answer(`{ token: "t", expirationTimestamp: "${ends}" }`));
    expect((await credentialStore(clock).get("ada", own)).expiresAt).toBe(clock.now() + 3_600_000);
  });
});
