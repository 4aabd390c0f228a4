import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** What the real node is made of besides the kubelet: a file that proves each Debian package. */
const PACKAGES: Readonly<Record<string, string>> = {
  containerd: "containerd",
  runc: "runc",
  "containernetworking-plugins": "/usr/lib/cni/bridge",
  iproute2: "ip",
  "util-linux": "unshare",
};

const FOLDERS = [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/sbin"];

/**
 * Sees that this machine can carry the real node: Linux, root, and the packages, which are installed where apt is there.
 * Throws a sentence that names what is missing.
 */
export function ensureNodePackages(): void {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Error("The real node needs Linux and root: it makes containers, namespaces and a network bridge.");
  }
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (isFile("apt-get")) install(missing);
  const still = missingPackages();
  if (still.length > 0) {
    throw new Error(`The real node needs packages that are missing: apt-get install ${still.join(" ")}`);
  }
}

function missingPackages(): string[] {
  return Object.entries(PACKAGES).flatMap(([name, proof]) => (isFile(proof) ? [] : [name]));
}

function isFile(name: string): boolean {
  return name.startsWith("/") ? existsSync(name) : FOLDERS.some((folder) => existsSync(path.join(folder, name)));
}

function install(packages: readonly string[]): void {
  console.error(`Installing ${packages.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-q"], { env, stdio: ["ignore", "ignore", "inherit"] });
  spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
