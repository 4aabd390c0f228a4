import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fetchNode, fetchProgram } from "./npmPrograms.ts";

const run = promisify(execFile);

/** How a base image is made: a Dockerfile of `images/`, with what it is built from. */
export interface Recipe {
  /** A folder of `images/`. */
  readonly image: string;
  readonly args?: Readonly<Record<string, string>>;
  /** The folder it is built from; that of its Dockerfile where left out. */
  readonly context?: () => Promise<string>;
}

/** An image as a Dockerfile names it, taken apart: `gcr.io` `distroless/static-debian12` `nonroot`. */
export interface ImageName {
  /** `docker.io` where the name says none. */
  readonly host: string;
  /** With `library/` for official images. */
  readonly repository: string;
  readonly tag: string;
}

/** Takes `node:24-slim@sha256:…` apart; the digest is left out. */
export function imageName(reference: string): ImageName {
  const [name = ""] = reference.split("@");
  const [first = "", ...rest] = name.split("/");
  const hosted = rest.length > 0 && (first.includes(".") || first.includes(":"));
  const tagged = hosted ? rest.join("/") : name;
  const [repository = "", tag = "latest"] = tagged.split(":");
  const official = !hosted && !repository.includes("/");
  return { host: hosted ? first : "docker.io", repository: official ? `library/${repository}` : repository, tag };
}

/** How the stand-in for an official image is made; undefined for one that nobody has described. */
export function recipeFor({ repository, tag }: ImageName): Recipe | undefined {
  return RECIPES[repository]?.(tag);
}

const RECIPES: Readonly<Record<string, (tag: string) => Recipe>> = {
  "library/debian": () => ({ image: "debian" }),
  "library/node": (tag) => ({ image: "node", context: () => fetchNode(versionOf(tag)) }),
  "library/python": () => ({ image: "python" }),
  "library/golang": () => ({ image: "golang", context: goRoot }),
  "library/rust": () => ({ image: "rust" }),
  "library/eclipse-temurin": (tag) => ({
    image: "temurin",
    args: { PACKAGE: tag.includes("jre") ? "openjdk-21-jre-headless" : "openjdk-21-jdk-headless" },
  }),
  "library/maven": () => ({ image: "maven" }),
  "nginxinc/nginx-unprivileged": () => ({ image: "nginx" }),
  "oven/bun": (tag) => ({ image: "bun", context: () => fetchProgram("bun", versionOf(tag)) }),
  "denoland/deno": (tag) => ({ image: "deno", context: () => fetchProgram("deno", versionOf(tag)) }),
  "library/ruby": () => ({ image: "ruby" }),
  "library/php": () => ({ image: "php" }),
  "library/elixir": () => ({ image: "elixir" }),
  "library/busybox": () => ({ image: "busybox" }),
  "library/composer": () => ({ image: "composer" }),
  "distroless/static-debian12": () => ({ image: "static" }),
};

/** `24.21.0` of `24.21.0-bookworm-slim`, `2.5.6` of `debian-2.5.6`. */
function versionOf(tag: string): string {
  return /\d+(?:\.\d+){0,2}/u.exec(tag)?.[0] ?? "latest";
}

async function goRoot(): Promise<string> {
  return (await run("go", ["env", "GOROOT"])).stdout.trim();
}
