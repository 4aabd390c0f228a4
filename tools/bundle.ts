import { build, type BuildOptions, type Plugin } from "esbuild";
import { fileURLToPath } from "node:url";
import { kubeconfigOnly } from "./kubeconfigOnly.ts";
import { vscodeAsIs } from "./vscodeAsIs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const release = process.argv.includes("--release");

/**
 * `await import("./cluster.ts")` in a root becomes a load of `dist/cluster.cjs`, so that the cluster client is
 * built once and loaded only when a cluster is needed.
 */
const lazyParts: Plugin = {
  name: "lazy-parts",
  setup(context) {
    context.onResolve({ filter: /^\.\/(cluster|sandbox|workspace)\.ts$/ }, (args) =>
      args.kind === "dynamic-import" ? { path: args.path.replace(/\.ts$/u, ".cjs"), external: true } : undefined,
    );
  },
};

const node: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  outdir: "dist",
  external: ["vscode"],
  minify: release,
  sourcemap: release ? false : "linked",
  plugins: [lazyParts, kubeconfigOnly, vscodeAsIs],
  logLevel: "warning",
  metafile: true,
};

await build({
  ...node,
  entryPoints: {
    extension: "src/extension.ts",
    runner: "src/runner.ts",
    cli: "src/cli.ts",
    cluster: "src/cluster.ts",
    sandbox: "src/sandbox.ts",
    workspace: "src/workspace.ts",
  },
});
