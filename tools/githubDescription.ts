/**
 * Cuts `test/fixtures/github/*.json` from GitHub's own descriptions of its API, as @octokit/openapi publishes them: the
 * operations that we call and all they are made of, without descriptions and examples. The package is 385 MB, so it is
 * no dependency. To move on: `npm pack @octokit/openapi@VERSION`, unpack it, and
 * `node tools/githubDescription.ts FOLDER`.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GITHUB_OPERATIONS } from "./githubOperations.ts";

/** GitHub's cloud, and the newest Enterprise Server that the package describes. */
const DOCUMENTS = { cloud: "api.github.com.json", enterprise: "ghes-3.19.json" };

/** Keys that say nothing about what is allowed. */
const NO_RULE = /^(?:description|summary|tags|externalDocs|examples?|title|x-.*)$/u;
/** Below these, keys are names that somebody chose. */
const NAMES_BELOW = new Set(["properties", "patternProperties", "headers", "responses", "content"]);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Part = Readonly<Record<string, Json>>;

function cut(text: string, version: string, file: string): Json {
  const document = JSON.parse(text) as Part;
  const parts: Record<string, Json> = {};
  const paths: Record<string, Record<string, Json>> = {};
  for (const { method, path } of GITHUB_OPERATIONS) {
    const found = (document["paths"] as Readonly<Record<string, Part>>)[path]?.[method];
    if (found === undefined) throw new Error(`${file} does not describe ${method} ${path}.`);
    const operation = trim(found, false);
    (paths[path] ??= {})[method] = operation;
    collect(operation, document, parts);
  }
  // What any operation may answer with, whether or not it is said there.
  for (const name of ["basic-error", "scim-error"]) collect({ $ref: `#/components/schemas/${name}` }, document, parts);
  return {
    source: { package: `@octokit/openapi@${version}`, file, sha256: createHash("sha256").update(text).digest("hex") },
    paths,
    parts,
  };
}

/** Takes over, once, every part that is referred to; each is kept under its reference. */
function collect(value: Json, document: Part, into: Record<string, Json>): void {
  for (const [, reference] of JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/gu)) {
    if (reference === undefined || reference in into) continue;
    const part = trim(referred(document, reference), false);
    into[reference] = part;
    collect(part, document, into);
  }
}

function referred(document: Part, reference: string): Json {
  let at: Json = document;
  for (const key of reference.slice(2).split("/")) at = (at as Part)[key.replaceAll("~1", "/").replaceAll("~0", "~")]!;
  return at;
}

function trim(value: Json, names: boolean): Json {
  if (Array.isArray(value)) return value.map((one: Json) => trim(one, false));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => names || !NO_RULE.test(key));
  return Object.fromEntries(kept.map(([key, member]) => [key, trim(member, !names && NAMES_BELOW.has(key))]));
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder of the unpacked @octokit/openapi.");
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
const target = fileURLToPath(new URL("../test/fixtures/github/", import.meta.url));
mkdirSync(target, { recursive: true });
for (const [name, file] of Object.entries(DOCUMENTS)) {
  const document = cut(readFileSync(join(folder, "generated", file), "utf8"), version, file);
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(document, undefined, 1)}\n`);
}
