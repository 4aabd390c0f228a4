import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const ENTRY = "library:";

/** Libraries that many bundles use: each is a file of its own beside them, packed once and loaded once. */
const LIBRARIES = ["execa", "js-yaml", "yaml", "zod"];

/** The libraries' entry points: all that each exports. */
export const libraryEntries: Readonly<Record<string, string>> = Object.fromEntries(
  LIBRARIES.map((name) => [name, ENTRY + name]),
);

/** Makes `import … from "zod"` of a bundle a load of `dist/zod.cjs`. */
export const sharedLibraries: Plugin = {
  name: "shared-libraries",
  setup(context) {
    context.onResolve({ filter: new RegExp(`^${ENTRY}`) }, ({ path }) => ({ path, namespace: ENTRY }));
    context.onLoad({ filter: /.*/, namespace: ENTRY }, ({ path }) => ({
      contents: `export * from "${path.slice(ENTRY.length)}";`,
      resolveDir: root,
    }));
    context.onResolve({ filter: new RegExp(`^(?:${LIBRARIES.join("|")})$`) }, ({ path, namespace }) =>
      namespace === ENTRY ? undefined : { path: `./${path}.cjs`, external: true },
    );
    // Its sentences in fifty languages: we write our own.
    context.onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ path, resolveDir }) =>
      /[\\/]zod[\\/]/u.test(resolveDir) ? { path, namespace: "left-out" } : undefined,
    );
  },
};
