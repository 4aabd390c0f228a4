import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { goVersion, runGo } from "../goTools/go.ts";
import { type ImageRecipe, ociArchive } from "./ociArchive.ts";

const SOURCES = fileURLToPath(new URL("images", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.cache/controlplane/images", import.meta.url));

/** The image of a pod's sandbox. */
export const PAUSE_IMAGE = "docker.io/tidegate/pause:1";

const TEST_SERVER = "docker.io/tidegate/testserver";

/**
 * The tags of the test server on the real node: two versions that work, and the second with each fault that a running
 * program can have, named as on the fake nodes.
 */
export const TEST_SERVER_TAGS = ["1.0.0", "2.0.0", "2.0.0-crash", "2.0.0-never", "2.0.0-slow", "2.0.0-flaky"] as const;

export type TestServerTag = (typeof TEST_SERVER_TAGS)[number];

/** The test server's full image name; see `tools/controlplane/images/testserver` for what it answers. */
export function testServerImage(tag: TestServerTag): string {
  return `${TEST_SERVER}:${tag}`;
}

/** Builds the images of the real node, without a container engine, and gives the OCI archive that holds them all. */
export async function buildImages(): Promise<string> {
  const archive = path.join(CACHE, `${await cacheKey()}.tar`);
  if (existsSync(archive)) return archive;
  console.error("Building the images of the real node");
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(path.join(CACHE, "build-"));
  try {
    const content = ociArchive(recipes(await buildProgram(folder, "pause"), await buildProgram(folder, "testserver")));
    await writeFile(path.join(folder, "images.tar"), content);
    await rename(path.join(folder, "images.tar"), archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return archive;
}

async function buildProgram(folder: string, name: string): Promise<Buffer> {
  const target = path.join(folder, name);
  await runGo(SOURCES, ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", target, `./${name}`], {
    what: `building ${name}`,
    env: { CGO_ENABLED: "0" },
  });
  return readFile(target);
}

function recipes(pause: Buffer, testServer: Buffer): ImageRecipe[] {
  const servers = TEST_SERVER_TAGS.map((tag) => {
    const [version, fault] = tag.split("-");
    return {
      name: testServerImage(tag),
      program: testServer,
      path: "/testserver",
      environment: [`VERSION=${version}`],
      arguments: fault === undefined ? [] : [`-fault=${fault}`],
    };
  });
  return [{ name: PAUSE_IMAGE, program: pause, path: "/pause" }, ...servers];
}

async function cacheKey(): Promise<string> {
  const hash = createHash("sha256").update(await goVersion(SOURCES));
  for (const file of [
    "go.mod",
    "pause/main.go",
    "testserver/main.go",
    "../images.ts",
    "../ociArchive.ts",
    "../tar.ts",
  ]) {
    hash.update(await readFile(path.join(SOURCES, file)));
  }
  return hash.digest("hex").slice(0, 16);
}
