import type { Plugin } from "esbuild";

/**
 * Leaves out the parts of @kubernetes/client-node that Tidegate never calls. Of that library we use the kubeconfig:
 * loading, TLS material, OIDC. Its own transport (undici) and the generated classes of the whole API would come along
 * as 1.1 MB and half a second of loading, because neither can be shaken off.
 */
export const kubeconfigOnly: Plugin = {
  name: "kubeconfig-only",
  setup(context) {
    context.onResolve({ filter: /^(undici|\.\/gen\/index\.js)$/ }, ({ path, resolveDir }) =>
      /client-node[\\/]dist$/u.test(resolveDir) ? { path, namespace: "left-out" } : undefined,
    );
    context.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {}" }));
  },
};
