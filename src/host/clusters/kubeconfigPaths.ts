import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where kubeconfigs come from. */
export interface KubeconfigPlaces {
  /** The setting; empty means the person's own. */
  readonly setting: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The kubeconfig of the embedded cluster, while it serves. */
  readonly sandbox: string | undefined;
}

/** The kubeconfig files to read, the first that names a context wins. */
export function kubeconfigPaths({ setting, env, sandbox }: KubeconfigPlaces): readonly string[] {
  const own = setting.trim() === "" ? personalFiles(env) : [expanded(setting.trim(), env)];
  return sandbox === undefined ? own : [...own, sandbox];
}

function personalFiles(env: KubeconfigPlaces["env"]): readonly string[] {
  const named = (env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  return named.length > 0 ? named : [join(homeOf(env), ".kube", "config")];
}

function expanded(path: string, env: KubeconfigPlaces["env"]): string {
  return /^~(?=$|[/\\])/u.test(path) ? homeOf(env) + path.slice(1) : path;
}

function homeOf(env: KubeconfigPlaces["env"]): string {
  return env["HOME"] ?? homedir();
}
