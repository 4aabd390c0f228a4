import { build, type BuildOptions, type Plugin } from "esbuild";
import { fileURLToPath } from "node:url";
import { kubeconfigOnly } from "./kubeconfigOnly.ts";
import { libraryEntries, sharedLibraries } from "./sharedLibraries.ts";
import { vscodeAsIs } from "./vscodeAsIs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const release = process.argv.includes("--release");

/** Roots that other roots load when they are needed, each a bundle of its own. */
const LAZY = [
  "checks",
  "cluster",
  "commands",
  "environmentsEditor",
  "findingsEditor",
  "github",
  "panelsEditor",
  "readiness",
  "readinessEditor",
  "runsEditor",
  "sandbox",
  "scaffold",
  "scaffoldEditor",
  "trial",
  "workspace",
];

/**
 * `await import("./cluster.ts")` in a root becomes a load of `dist/cluster.cjs`, so that the cluster client is
 * built once and loaded only when a cluster is needed.
 */
const lazyParts: Plugin = {
  name: "lazy-parts",
  setup(context) {
    context.onResolve({ filter: new RegExp(String.raw`^\./(?:${LAZY.join("|")})\.ts$`) }, (args) =>
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
  // Its other form loads its own files by names that no bundler can follow.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
  minify: release,
  sourcemap: release ? false : "linked",
  plugins: [lazyParts, sharedLibraries, kubeconfigOnly, vscodeAsIs],
  logLevel: "warning",
  metafile: true,
};

/** What runs in the panel's webview: one bundle for the page, one for the worker that lays graphs out. */
const browser: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "browser",
  target: "chrome130",
  format: "iife",
  outdir: "dist/webview",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
  minify: release,
  sourcemap: release ? false : "linked",
  logLevel: "warning",
};

await build({
  ...browser,
  entryPoints: [
    { in: "src/webview/panel.tsx", out: "panel" },
    { in: "src/webview/panel.css", out: "panel" },
    { in: "src/webview/layoutWorker.ts", out: "layout" },
  ],
});

await build({
  ...node,
  entryPoints: {
    ...libraryEntries,
    ...Object.fromEntries(
      ["extension", "runner", "cli", "programGuard", ...LAZY].map((name) => [name, `src/${name}.ts`]),
    ),
  },
});
