import { Fault, type Result, err, ok } from "../../base/result.ts";

/** An image reference in parts, as the distribution project's grammar has them. */
export interface ImageReference {
  /** Host with port, where the reference names one. */
  readonly registry?: string;
  readonly repository: string;
  readonly tag?: string;
  /** With its algorithm: `sha256:…`. */
  readonly digest?: string;
}

const TAG = /^\w[\w.-]{0,127}$/u;
const DIGEST = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/u;
const ANY_DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/u;
const REGISTRY = /^(localhost|[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+|\[[0-9a-fA-F:]+\]|[a-zA-Z0-9-]+(?=:))(:\d{1,5})?$/u;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/u;
const SHORT_DIGEST_DIGITS = 12;

/** Takes an image reference apart; undefined where the text is none. */
export function parseImage(text: string): ImageReference | undefined {
  const [named = "", digest, ...rest] = text.split("@");
  if (rest.length > 0 || (digest !== undefined && !ANY_DIGEST.test(digest))) return undefined;
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/");
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const place = splitRegistry(hasTag ? named.slice(0, colon) : named);
  if (!REPOSITORY.test(place.repository)) return undefined;
  return { ...place, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** How exactly a reference names what runs. */
export type ImagePin =
  | "digest"
  /** A tag that is not meant to move. */
  | "tag"
  /** A tag that is, such as `latest`. */
  | "moving"
  | "none"
  /** Something else fills it in before it is used: `$TAG`, `{{ .Values.image }}`. */
  | "filled-in";

const MOVING = /^(?:latest|main|master|stable|edge|nightly|dev|develop)$/u;

/** How exactly a text names an image; also for texts that are no reference. Nothing is named by an empty one. */
export function imagePin(text: string): ImagePin {
  if (/\$|\{\{/u.test(text)) return "filled-in";
  const [named = "", digest] = text.split("@");
  if (digest !== undefined && DIGEST.test(digest)) return "digest";
  const colon = named.lastIndexOf(":");
  if (colon <= named.lastIndexOf("/") || colon === named.length - 1) return "none";
  return MOVING.test(named.slice(colon + 1)) ? "moving" : "tag";
}

/** The reference as text. Undoes {@link parseImage}. */
export function printImage(image: ImageReference): string {
  const place = image.registry === undefined ? image.repository : `${image.registry}/${image.repository}`;
  const tagged = image.tag === undefined ? place : `${place}:${image.tag}`;
  return image.digest === undefined ? tagged : `${tagged}@${image.digest}`;
}

/** The same image at another version: a tag replaces tag and digest, a digest likewise. */
export function withVersion(image: string, version: string): Result<string> {
  const parsed = parseImage(image);
  if (parsed === undefined) {
    return err(
      new Fault("BadImage", `"${shorten(image)}" is not an image reference; set the container's image by hand once.`),
    );
  }
  const checked = checkVersion(version);
  if (!checked.ok) return checked;
  const { tag: _tag, digest: _digest, ...place } = parsed;
  return ok(
    printImage(DIGEST.test(checked.value) ? { ...place, digest: checked.value } : { ...place, tag: checked.value }),
  );
}

/** Registry and repository of an image, as one name; the text itself where it is no reference. */
export function repositoryOf(image: string): string {
  const parsed = parseImage(image);
  return parsed === undefined ? image : `${parsed.registry ?? ""}/${parsed.repository}`;
}

/** What a row calls an image's version: its tag, else the beginning of its digest, else `latest`. */
export function versionLabel(image: string): string {
  const parsed = parseImage(image);
  if (parsed === undefined) return "unknown";
  if (parsed.tag !== undefined) return parsed.tag;
  if (parsed.digest === undefined) return "latest";
  const digits = parsed.digest.indexOf(":") + 1;
  return parsed.digest.slice(0, digits + SHORT_DIGEST_DIGITS);
}

/** The version as {@link withVersion} takes it: digest before tag, so that it names exactly what runs. */
export function versionOf(image: string): string {
  const parsed = parseImage(image);
  return parsed?.digest ?? parsed?.tag ?? "latest";
}

/** Checks a version that a person typed: an image tag, or a digest with its algorithm. Blanks around it are dropped. */
export function checkVersion(typed: string): Result<string> {
  const version = typed.trim();
  const problem = problemOf(version);
  return problem === undefined ? ok(version) : err(new Fault("BadVersion", problem));
}

function problemOf(version: string): string | undefined {
  if (version === "") return "No version is given: type an image tag such as 1.9.0, or a digest such as sha256:….";
  if (DIGEST.test(version) || TAG.test(version)) return undefined;
  const shown = shorten(version);
  if (version.includes("/") || version.includes("@")) {
    return `"${shown}" looks like a whole image: type only its tag, or only its digest.`;
  }
  if (version.includes(":")) {
    return `"${shown}" is not a digest: it needs sha256: and 64 hexadecimal digits in lower case.`;
  }
  if (version.length > 128) return `The tag has ${version.length} characters; 128 are allowed.`;
  if (/^[.-]/u.test(version)) return `"${shown}" is not a tag: it may not begin with a dot or a dash.`;
  return `"${shown}" is not a tag: only letters, digits, dots, dashes and underscores are allowed.`;
}

function splitRegistry(place: string): { registry?: string; repository: string } {
  const slash = place.indexOf("/");
  const first = place.slice(0, Math.max(0, slash));
  return REGISTRY.test(first) ? { registry: first, repository: place.slice(slash + 1) } : { repository: place };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
