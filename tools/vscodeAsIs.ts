import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const IMPORT = 'import * as vscode from "vscode";';
const ONCE = "vscode-once";

/**
 * Takes VS Code's API as the object it is, and asks for it once a bundle. A bundled `import * as vscode` copies all its
 * several hundred members, once for each file that imports it, and that copying took longer than the rest of the
 * activation. Each `require("vscode")` in turn makes the editor follow the links of the asking file's whole path.
 */
export const vscodeAsIs: Plugin = {
  name: "vscode-as-is",
  setup(context) {
    context.onLoad({ filter: /[\\/]src[\\/](host[\\/].*|extension)\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes(IMPORT)) return undefined;
      return { contents: text.replace(IMPORT, 'const vscode = require("vscode");'), loader: "ts" };
    });
    context.onResolve({ filter: /^vscode$/ }, ({ path, namespace }) =>
      namespace === ONCE ? { path, external: true } : { path, namespace: ONCE },
    );
    context.onLoad({ filter: /^vscode$/, namespace: ONCE }, () => ({
      contents: 'module.exports = require("vscode");',
    }));
  },
};
