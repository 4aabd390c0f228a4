import { spawnSync } from "node:child_process";
import { ensureSystem } from "./bootstrap.mjs";
import { buildControlPlane } from "./controlplane/build.ts";
import { buildRegistry } from "./engine/buildRegistry.ts";
import { ENGINE_PACKAGES } from "./engine/enginePackages.ts";
import { installLinters } from "./linters/install.ts";
import { installWorkbench } from "./workbench/install.ts";

/** One project of `vitest.config.ts`, with what it needs of the machine. */
export interface Tier {
  readonly name: string;
  /** A sentence where this machine can never run the tier; undefined where it can. */
  readonly obstacle?: () => string | undefined;
  /** Installs and builds what the tier needs; everything is kept under `.cache/`. */
  readonly prepare?: () => Promise<void>;
  /** Whether it runs at the same time as the tier after it: both wait more than they work. */
  readonly besideNext?: boolean;
}

const BROWSER = { "/usr/bin/chromium": "chromium" };
const REAL_NODE = {
  "/usr/bin/containerd": "containerd",
  "/usr/sbin/runc": "runc",
  "/usr/lib/cni/bridge": "containernetworking-plugins",
  "/usr/sbin/iptables": "iptables",
  "/usr/sbin/ip": "iproute2",
};

/** Every tier of `npm test`, the quick ones first. */
export const tiers: readonly Tier[] = [
  { name: "unit" },
  {
    name: "webview",
    prepare: async () => {
      ensureSystem(BROWSER);
      bundle();
    },
  },
  {
    name: "contract-sandbox",
    obstacle: withoutGo,
    prepare: async () => {
      await clusterParts();
      bundle();
    },
  },
  { name: "controlplane", obstacle: withoutGo, prepare: clusterParts },
  {
    name: "linters",
    obstacle: withoutGo,
    prepare: async () => {
      await clusterParts();
      await installLinters();
    },
  },
  { name: "contract-real", obstacle: withoutGo, prepare: clusterParts },
  {
    name: "node",
    obstacle: () => withoutGo() ?? withoutRoot("A real node"),
    prepare: async () => {
      ensureSystem(REAL_NODE);
      await clusterParts();
    },
  },
  {
    name: "engine",
    obstacle: () => withoutGo() ?? withoutRoot("A container engine"),
    prepare: async () => {
      ensureSystem({ ...ENGINE_PACKAGES, ...REAL_NODE });
      await clusterParts();
      await buildRegistry();
    },
    besideNext: true,
  },
  {
    name: "workbench",
    obstacle: withoutGo,
    prepare: async () => {
      ensureSystem(BROWSER);
      await clusterParts();
      await installLinters();
      await installWorkbench();
      packExtension();
    },
  },
];

async function clusterParts(): Promise<void> {
  await buildControlPlane();
}

function withoutGo(): string | undefined {
  const { status } = spawnSync("go", ["version"]);
  return status === 0 ? undefined : "The real control plane is built with Go 1.26 or later, which is not on the PATH.";
}

function withoutRoot(what: string): string | undefined {
  return process.getuid?.() === 0 ? undefined : `${what} needs root: it makes containers.`;
}

/** The command line and the webview are tested as they are built. */
function bundle(): void {
  const { status } = spawnSync("node", ["tools/bundle.ts"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The bundles could not be built: see the lines above.");
}

function packExtension(): void {
  const { status } = spawnSync("node", ["tools/package.ts", ".cache/tidegate.vsix"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The extension could not be packed: see the lines above.");
}
