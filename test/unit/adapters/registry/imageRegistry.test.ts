import { describe, expect, test } from "vitest";
import { imageLookup, imageRegistry } from "../../../../src/adapters/registry/imageRegistry.ts";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { ImageRegistry } from "../../../../src/core/ports/imageRegistry.ts";
import { fakeRegistry, INDEX_DIGEST, sendIndex } from "../../../support/fakeRegistry.ts";

const OTHER = `sha256:${"0".repeat(64)}`;

function hubAt(url: string, clock = new ManualClock()): ImageRegistry {
  return imageRegistry({ clock, timeoutMs: 1000, proxies: {} }, { "docker.io": url });
}

test("an official image is asked for under library/, indexes first, and its body is checked", async () => {
  const { url, seen } = await fakeRegistry((one, response) => sendIndex(one, response));
  const answer = await hubAt(url).digest("node:24-bookworm-slim");
  expect(answer).toEqual({
    digest: INDEX_DIGEST,
    source: "https://registry-1.docker.io/v2/library/node/manifests/24-bookworm-slim",
  });
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "HEAD /v2/library/node/manifests/24-bookworm-slim",
    `GET /v2/library/node/manifests/${INDEX_DIGEST}`,
  ]);
  expect(seen[0]?.accept).toMatch(/^application\/vnd\.oci\.image\.index\.v1\+json, /u);
});

test("a digest that is known already costs no body", async () => {
  const { url, seen } = await fakeRegistry((one, response) => sendIndex(one, response));
  await hubAt(url).digest("docker.io/acme/shop:1", INDEX_DIGEST);
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual(["HEAD /v2/acme/shop/manifests/1"]);
});

test("a registry that names no digest is believed by its body", async () => {
  const { url } = await fakeRegistry((seen, response) => sendIndex(seen, response, ""));
  await expect(hubAt(url).digest("redis:8")).resolves.toMatchObject({ digest: INDEX_DIGEST });
});

test("a body that is not what the registry names is refused", async () => {
  const { url } = await fakeRegistry((seen, response) => sendIndex(seen, response, OTHER));
  await expect(hubAt(url).digest("redis:8")).rejects.toMatchObject({ reason: "RegistryAnswer" });
});

test("a digest header that is none is refused", async () => {
  const { url } = await fakeRegistry((seen, response) => sendIndex(seen, response, "sha256:abc"));
  await expect(hubAt(url).digest("redis:8")).rejects.toMatchObject({ reason: "RegistryAnswer" });
});

test("a token is had where the registry says, once, for what it names, and sent to it", async () => {
  const { url, seen } = await fakeRegistry((one, response, self) => {
    if (one.path.startsWith("/token")) response.end(JSON.stringify({ token: "t0ken" }));
    else if (one.authorization === "Bearer t0ken") sendIndex(one, response);
    else {
      const challenge = `Bearer realm="${self}/token",service="registry.docker.io",scope="repository:library/redis:pull"`;
      response.writeHead(401, { "www-authenticate": challenge }).end();
    }
  });
  await expect(hubAt(url).digest("redis:8")).resolves.toMatchObject({ digest: INDEX_DIGEST });
  expect(seen.map(({ path }) => path).filter((path) => path.startsWith("/token"))).toEqual([
    "/token?service=registry.docker.io&scope=repository%3Alibrary%2Fredis%3Apull",
  ]);
});

test.each([
  ["no challenge", undefined],
  ["basic sign-in", 'Basic realm="here"'],
  ["a token from an address that is not https", 'Bearer realm="http://tokens.example.com/"'],
])("%s is told as refused", async (_what, challenge) => {
  const { url } = await fakeRegistry((_seen, response) => {
    response.writeHead(401, challenge === undefined ? {} : { "www-authenticate": challenge }).end();
  });
  await expect(hubAt(url).digest("acme/private:1")).rejects.toMatchObject({ reason: "RegistryRefused" });
});

test.each([
  [404, "ImageMissing"],
  [403, "RegistryRefused"],
  [429, "RegistryRateLimited"],
  [500, "RegistryAnswer"],
])("status %i is told as %s", async (status, reason) => {
  const { url } = await fakeRegistry((_seen, response) => response.writeHead(status).end());
  await expect(hubAt(url).digest("redis:8")).rejects.toMatchObject({ reason });
});

test("a redirect within this machine is followed, and the token stays behind", async () => {
  const target = await fakeRegistry((one, response) => sendIndex(one, response));
  const { url } = await fakeRegistry((one, response, self) => {
    if (one.path.startsWith("/token")) response.end(JSON.stringify({ access_token: "t0ken" }));
    else if (one.authorization === undefined) {
      response.writeHead(401, { "www-authenticate": `Bearer realm="${self}/token"` }).end();
    } else response.writeHead(307, { location: `${target.url}${one.path}` }).end();
  });
  await expect(hubAt(url).digest("redis:8")).resolves.toMatchObject({ digest: INDEX_DIGEST });
  expect(target.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
});

test.each(["http://registry.example.com/v2/", "http://user:word@127.0.0.1/", "file:///etc/passwd"])(
  "a redirect to %s is not followed",
  async (location) => {
    const { url, seen } = await fakeRegistry((_seen, response) => response.writeHead(302, { location }).end());
    await expect(hubAt(url).digest("redis:8")).rejects.toMatchObject({ reason: "RegistryAnswer" });
    expect(seen).toHaveLength(1);
  },
);

test("a registry that sends on for ever is left", async () => {
  const { url, seen } = await fakeRegistry((one, response) => response.writeHead(302, { location: one.path }).end());
  await expect(hubAt(url).digest("redis:8")).rejects.toMatchObject({ reason: "RegistryAnswer" });
  expect(seen).toHaveLength(4);
});

test("a registry that does not answer in time is left", async () => {
  const clock = new ManualClock();
  const { url } = await fakeRegistry(() => clock.advance(1000));
  await expect(hubAt(url, clock).digest("redis:8")).rejects.toMatchObject({ reason: "RegistryTimedOut" });
});

test("a registry that is not there is told as such, with what becomes of the catalogue", async () => {
  await expect(hubAt("http://127.0.0.1:1").digest("redis:8")).rejects.toMatchObject({
    reason: "RegistryUnreachable",
    message: expect.stringContaining("stays as it is") as string,
  });
});

test("a body without end is cut", async () => {
  const { url } = await fakeRegistry(({ method }, response) => {
    response.writeHead(200);
    response.end(method === "HEAD" ? undefined : Buffer.alloc(5 * 1024 * 1024));
  });
  await expect(hubAt(url).digest("redis:8")).rejects.toMatchObject({ reason: "RegistryAnswer" });
});

test.each(["", "UPPER:1", "node@sha256:1", `node:24@${OTHER}`, "a b:1"])("%j is no image to ask for", async (image) => {
  await expect(hubAt("http://127.0.0.1:1").digest(image)).rejects.toMatchObject({ reason: "BadImage" });
});

test("plain http is for this machine only", async () => {
  await expect(hubAt("http://mirror.example.com").digest("node:24")).rejects.toMatchObject({ reason: "BadImage" });
});

test("a question that is taken back ends", async () => {
  const stop = new AbortController();
  const { url } = await fakeRegistry(() => stop.abort());
  await expect(hubAt(url).digest("redis:8", undefined, stop.signal)).rejects.toMatchObject({ name: "AbortError" });
});

test("an image is looked for by tag and by digest, and its body is not asked for", async () => {
  const { url, seen } = await fakeRegistry((one, response) => sendIndex(one, response));
  const host = new URL(url).host;
  const lookup = imageLookup({ clock: new ManualClock(), timeoutMs: 1000, proxies: {} });
  await expect(lookup.find(`${host}/shop/web:1`)).resolves.toMatchObject({ digest: INDEX_DIGEST });
  await expect(lookup.find(`${host}/shop/web:1@${INDEX_DIGEST}`)).resolves.toMatchObject({ digest: INDEX_DIGEST });
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "HEAD /v2/shop/web/manifests/1",
    `HEAD /v2/shop/web/manifests/${INDEX_DIGEST}`,
  ]);
  await expect(lookup.find(`${host}/shop/web@${OTHER}`)).rejects.toMatchObject({ reason: "RegistryAnswer" });
  await expect(lookup.find("no image")).rejects.toMatchObject({ reason: "BadImage" });
});

test("an image that is not there, and one that is only shown to others, are told apart", async () => {
  const { url } = await fakeRegistry((one, response) => {
    response.writeHead(one.path.includes("private") ? 401 : 404).end();
  });
  const host = new URL(url).host;
  const lookup = imageLookup({ clock: new ManualClock(), timeoutMs: 1000, proxies: {} });
  await expect(lookup.find(`${host}/private/web:1`)).rejects.toMatchObject({ reason: "RegistryRefused" });
  await expect(lookup.find(`${host}/shop/web:2`)).rejects.toMatchObject({ reason: "ImageMissing" });
});

const layers = (...bytes: number[]) => JSON.stringify({ schemaVersion: 2, layers: bytes.map((size) => ({ size })) });
const digestOf = (fill: string) => `sha256:${fill.repeat(64)}`;

describe("what a node pulls", () => {
  const lookup = imageLookup({ clock: new ManualClock(), timeoutMs: 1000, proxies: {} });

  async function sizes(documents: Readonly<Record<string, string>>) {
    const { url, seen } = await fakeRegistry(({ path }, response) => {
      const document = documents[path.replace("/v2/shop/web/manifests/", "")];
      response.writeHead(document === undefined ? 404 : 200).end(document);
    });
    return { answer: lookup.size(`${new URL(url).host}/shop/web:1`), seen };
  }

  test("is the sum of the layers", async () => {
    const { answer } = await sizes({ "1": layers(10, 20, 30) });
    await expect(answer).resolves.toEqual({ platforms: { "one platform": 60 } });
  });

  test("is told for every platform, and not for what only tells of the build", async () => {
    const manifests = [
      { digest: digestOf("a"), platform: { os: "linux", architecture: "amd64" } },
      { digest: digestOf("b"), platform: { os: "linux", architecture: "arm", variant: "v7" } },
      { digest: digestOf("c"), platform: { os: "unknown", architecture: "unknown" } },
    ];
    const { answer, seen } = await sizes({
      "1": JSON.stringify({ manifests }),
      [digestOf("a")]: layers(1, 2),
      [digestOf("b")]: layers(5),
    });
    await expect(answer).resolves.toEqual({ platforms: { "linux/amd64": 3, "linux/arm/v7": 5 } });
    expect(seen).toHaveLength(3);
  });

  test.each([
    ["no JSON", "<html>"],
    ["neither a manifest nor an index", "{}"],
    ["layers without sizes", JSON.stringify({ layers: [{}] })],
    ["a size below nothing", layers(-1)],
    ["an index of nothing", JSON.stringify({ manifests: [] })],
    ["an index that leads elsewhere", JSON.stringify({ manifests: [{ digest: "../../other/blobs/x" }] })],
    ["an old manifest", JSON.stringify({ schemaVersion: 1, fsLayers: [{ blobSum: digestOf("a") }] })],
  ])("is not known of %s", async (_what, document) => {
    const { answer, seen } = await sizes({ "1": document });
    await expect(answer).rejects.toMatchObject({ reason: "RegistryAnswer" });
    expect(seen).toHaveLength(1);
  });

  test("is not known where the index names what is not there", async () => {
    const manifests = [{ digest: digestOf("a"), platform: { os: "linux", architecture: "amd64" } }];
    const { answer } = await sizes({ "1": JSON.stringify({ manifests }) });
    await expect(answer).rejects.toMatchObject({ reason: "ImageMissing" });
  });
});
