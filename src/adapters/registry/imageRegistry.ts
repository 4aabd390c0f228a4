import { createHash } from "node:crypto";
import * as z from "zod";
import { Fault } from "../../base/result.ts";
import type { ImageLookup, ImageRegistry } from "../../core/ports/imageRegistry.ts";
import { ask, type Asked, type AskParts } from "./ask.ts";
import { bearerChallenge, tokenUrl } from "./challenge.ts";
import { platformSizes } from "./manifestSizes.ts";
import { isSafe, type ManifestPlace, type Mirrors, placeOf, placeOfAny, sourceOf } from "./place.ts";

/** Indexes first: a tag that stands for several platforms is to be pinned for all of them. */
const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const DIGEST = /^sha256:[0-9a-f]{64}$/u;
const tokenAnswer = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** Registries by the distribution API, without signing in. */
export function imageRegistry(parts: AskParts, mirrors: Mirrors = {}): ImageRegistry {
  return {
    async digest(image, known, signal) {
      const place = placeOf(image, mirrors);
      const client = clientOf(place, parts, signal);
      const source = sourceOf(place);
      // A registry counts bodies against the limit of who asks, and does not count heads.
      const named = digestHeader(await client("HEAD", place.tag), place);
      if (named !== undefined && named === known) return { digest: named, source };
      return { digest: await checked(client, place, named), source };
    },
  };
}

/** Looks for images by the distribution API, without signing in; a registry on this machine is asked over http. */
export function imageLookup(parts: AskParts, mirrors: Mirrors = {}): ImageLookup {
  return {
    async find(image, signal) {
      const place = placeOfAny(image, mirrors);
      const client = clientOf(place, parts, signal);
      const digest = digestHeader(await client("HEAD", place.tag), place) ?? (await checked(client, place, undefined));
      const wanted = DIGEST.test(place.tag) ? place.tag : digest;
      if (digest === wanted) return { digest, source: sourceOf(place) };
      throw new Fault("RegistryAnswer", `${place.server.host} names ${digest} for ${nameOf(place)}. Do not use it.`);
    },
    async size(image, signal) {
      const place = placeOfAny(image, mirrors);
      const client = clientOf(place, parts, signal);
      const manifest = async (reference: string): Promise<unknown> => jsonOf((await client("GET", reference)).body);
      const platforms = await platformSizes(await manifest(place.tag), manifest);
      if (platforms !== undefined) return { platforms };
      throw new Fault("RegistryAnswer", `${place.server.host} does not tell the layers of ${nameOf(place)}.`);
    },
  };
}

type Client = (method: "GET" | "HEAD", reference: string) => Promise<Asked>;

/** The digest of what the registry sends, which must be the one it names. */
async function checked(client: Client, place: ManifestPlace, named: string | undefined): Promise<string> {
  const { body } = await client("GET", named ?? place.tag);
  const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
  if (named === undefined || named === digest) return digest;
  throw new Fault(
    "RegistryAnswer",
    `${place.server.host} names ${named} for ${nameOf(place)} and sends something else. Do not use this registry.`,
  );
}

function digestHeader({ headers }: Asked, place: ManifestPlace): string | undefined {
  const named = headers["docker-content-digest"];
  if (named === undefined) return undefined;
  if (typeof named === "string" && DIGEST.test(named)) return named;
  throw new Fault("RegistryAnswer", `${place.server.host} names a digest for ${nameOf(place)} that is none.`);
}

/** Asks for manifests, with a token once the registry has asked for one. */
function clientOf(place: ManifestPlace, parts: AskParts, signal: AbortSignal | undefined): Client {
  let token: string | undefined;
  const send = (method: "GET" | "HEAD", reference: string): Promise<Asked> => {
    const url = new URL(`v2/${place.repository}/manifests/${reference}`, place.server);
    const headers = { accept: ACCEPT, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    return ask({ method, url, headers, signal }, parts);
  };
  return async (method, reference) => {
    const first = await send(method, reference);
    if (first.status !== 401 || token !== undefined) return accepted(first, place);
    token = await tokenFor(first, place, parts, signal);
    return accepted(await send(method, reference), place);
  };
}

async function tokenFor(
  refused: Asked,
  place: ManifestPlace,
  parts: AskParts,
  signal: AbortSignal | undefined,
): Promise<string> {
  const challenge = bearerChallenge(refused.headers["www-authenticate"]);
  const url = challenge && tokenUrl(challenge);
  if (url === undefined || !isSafe(url, place.server)) throw refusedFault(place);
  const answer = accepted(await ask({ method: "GET", url, headers: {}, signal }, parts), place);
  const read = tokenAnswer.safeParse(jsonOf(answer.body));
  const token = read.data?.token ?? read.data?.access_token;
  if (token === undefined || !/^[\x21-\x7e]+$/u.test(token)) throw refusedFault(place);
  return token;
}

function accepted(asked: Asked, place: ManifestPlace): Asked {
  const { status } = asked;
  if (status === 200) return asked;
  const { host } = place.server;
  if (status === 429) {
    throw new Fault(
      "RegistryRateLimited",
      `${host} answers no more questions for now (too many requests). Try again in some hours, or name a mirror.`,
    );
  }
  if (status === 401 || status === 403) throw refusedFault(place);
  if (status === 404) throw new Fault("ImageMissing", `${host} has no ${nameOf(place)}.`);
  throw new Fault("RegistryAnswer", `${host} answered ${status} for ${nameOf(place)}. Try again later.`);
}

function refusedFault(place: ManifestPlace): Fault {
  return new Fault(
    "RegistryRefused",
    `${place.server.host} shows ${nameOf(place)} to nobody who has not signed in. Pin it by hand.`,
  );
}

function nameOf({ repository, tag }: ManifestPlace): string {
  return `${repository}${tag.includes(":") ? "@" : ":"}${tag}`;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
