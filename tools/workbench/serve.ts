import { execa } from "execa";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { toolEnvironment } from "../bootstrap.mjs";
import { openTokenGate } from "./tokenGate.ts";

/** How a workbench is started. All folders are absolute. */
export interface ServeOptions {
  /** The script that {@link installWorkbench} returns. */
  readonly entry: string;
  readonly extensionsDir: string;
  /** A fresh folder: settings, state and logs of this workbench. */
  readonly userDataDir: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** With workspace trust on, a folder opens untrusted until a person says otherwise. */
  readonly trust?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
}

export interface ServedWorkbench {
  /** Carries the token; add `&folder=…` to open a folder. */
  readonly url: string;
  stop(): Promise<void>;
}

const QUIET: Readonly<Record<string, unknown>> = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "window.restoreWindows": "none",
};

/** Installs a packed extension into an extensions folder. */
export async function installExtension(
  entry: string,
  vsix: string,
  extensionsDir: string,
  userDataDir: string,
): Promise<void> {
  const folders = ["--extensions-dir", extensionsDir, "--user-data-dir", userDataDir];
  await execa("node", [entry, ...folders, "--install-extension", vsix], { env: toolEnvironment() });
}

/** Starts VS Code as a server on loopback and waits until it answers. */
export async function serveWorkbench(options: ServeOptions): Promise<ServedWorkbench> {
  const port = options.port ?? (await freePort());
  const socket = join(options.userDataDir, "workbench.sock");
  const settings = { ...QUIET, "security.workspace.trust.enabled": options.trust ?? false, ...options.settings };
  await mkdir(join(options.userDataDir, "User"), { recursive: true });
  await writeFile(join(options.userDataDir, "User", "settings.json"), JSON.stringify(settings, null, 2));
  const args = [options.entry, "--auth", "none", "--socket", socket];
  args.push("--user-data-dir", options.userDataDir, "--extensions-dir", options.extensionsDir);
  args.push("--disable-telemetry", "--disable-update-check", "--disable-getting-started-override");
  if (options.trust !== true) args.push("--disable-workspace-trust");
  const server = execa("node", args, {
    // Started from a terminal, so that extensions get this environment and not what a login shell says.
    env: { ...toolEnvironment(), ...options.env, VSCODE_CLI: "1" },
    all: true,
    reject: false,
    cleanup: true,
  });
  await listening(server.all);
  const gate = await openTokenGate(socket, port);
  return {
    url: gate.url,
    async stop() {
      gate.close();
      server.kill("SIGTERM");
      await server;
    },
  };
}

/** Waits for the server's word; keeps reading after it, or a full pipe would stop the server. */
function listening(output: Readable): Promise<void> {
  const seen: string[] = [];
  const lines = createInterface({ input: output });
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      if (line.includes("server listening on")) resolve();
      else seen.push(line);
    });
    lines.on("close", () => reject(new Error(`The workbench did not start:\n${seen.join("\n")}`)));
  });
}

/** A port on loopback that was free a moment ago; rejects where the one that is asked for is taken. */
export function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
