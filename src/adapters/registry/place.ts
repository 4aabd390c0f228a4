import { Fault } from "../../base/result.ts";
import { type ImageReference, parseImage } from "../../core/rollout/image.ts";

/** Where an image is asked for. */
export interface ManifestPlace {
  /** The address of the registry or its mirror, with a trailing slash. */
  readonly server: URL;
  /** With the `library/` that official images of Docker Hub are kept under. */
  readonly repository: string;
  /** Or the digest, where an image is named by that. */
  readonly tag: string;
  /** The registry by its own name, such as `docker.io`. */
  readonly registry: string;
}

/** Addresses to ask instead, by registry: `docker.io` and `http://127.0.0.1:5000`. */
export type Mirrors = Readonly<Record<string, string>>;

const HUB = "docker.io";
const HUB_SERVER = "registry-1.docker.io";

/** Where the manifest of a tag is, as clients of registries understand short names. Throws `BadImage`. */
export function placeOf(image: string, mirrors: Mirrors): ManifestPlace {
  const parsed = parseImage(image);
  if (parsed === undefined || parsed.digest !== undefined) {
    throw new Fault("BadImage", `"${image}" is no image with a tag, and no registry can be asked for it.`);
  }
  return placeFor(parsed, mirrors);
}

/** The same where the image may be named by its digest. A registry on this machine has no certificate: http is asked. */
export function placeOfAny(image: string, mirrors: Mirrors): ManifestPlace {
  const parsed = parseImage(image);
  if (parsed === undefined) throw new Fault("BadImage", `"${image}" is no image, and no registry can be asked for it.`);
  const { registry, digest } = parsed;
  const address = URL.parse(`http://${registry ?? ""}`);
  const local = registry !== undefined && address !== null && isLoopback(address);
  const place = placeFor(parsed, local ? { [registry]: `http://${registry}`, ...mirrors } : mirrors);
  return digest === undefined ? place : { ...place, tag: digest };
}

function placeFor(parsed: ImageReference, mirrors: Mirrors): ManifestPlace {
  const registry = ["index.docker.io", undefined].includes(parsed.registry) ? HUB : (parsed.registry ?? HUB);
  const short = registry === HUB && !parsed.repository.includes("/");
  return {
    server: serverOf(registry, mirrors),
    repository: short ? `library/${parsed.repository}` : parsed.repository,
    tag: parsed.tag ?? "latest",
    registry,
  };
}

/** Where anybody can look it up again. */
export function sourceOf({ registry, repository, tag }: ManifestPlace): string {
  return `https://${registry === HUB ? HUB_SERVER : registry}/v2/${repository}/manifests/${tag}`;
}

function serverOf(registry: string, mirrors: Mirrors): URL {
  const mirror = Object.hasOwn(mirrors, registry) ? mirrors[registry] : undefined;
  const address = mirror ?? `https://${registry === HUB ? HUB_SERVER : registry}`;
  const url = URL.canParse(address) ? new URL(address.endsWith("/") ? address : `${address}/`) : undefined;
  if (url === undefined || !isSafe(url, url)) {
    throw new Fault("BadImage", `${address} cannot be asked for images of ${registry}: use https, or this machine.`);
  }
  return url;
}

/** Whether an address may be followed from another one: https, or from this machine to this machine. */
export function isSafe(to: URL, from: URL): boolean {
  if (to.username !== "" || to.password !== "") return false;
  return (to.protocol === "https:" && !isLoopback(to)) || (isLoopback(to) && isLoopback(from));
}

export function isLoopback({ hostname, protocol }: URL): boolean {
  return /^https?:$/u.test(protocol) && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
}
