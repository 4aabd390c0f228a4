import { at, listAt } from "../../../core/read/value.ts";
import { KUBERNETES_RULES } from "../../../core/rules/kubernetesRules.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { beforeFirstEntry } from "../yaml/insertEntry.ts";
import type { KubeText } from "./kubeText.ts";

const HOST_MEMBERS = { hostNetwork: "network", hostPID: "processes", hostIPC: "shared memory" } as const;

/** What a pod is given of its node and of the API. */
export function podFindings(object: KubeText, pod: readonly string[]): readonly FileFinding[] {
  return [...hostFindings(object, pod), ...tokenFindings(object, pod)];
}

function hostFindings({ file, part, kind, name }: KubeText, pod: readonly string[]): readonly FileFinding[] {
  const rule = MISTAKE_RULES["kubernetes/no-host"];
  const shared = Object.entries(HOST_MEMBERS).flatMap(([member, what]) => {
    if (at(part.value, ...pod, member) !== true) return [];
    const range = part.keyRange(...pod, member);
    return [found(rule, "error", { file, range }, `${kind} ${name} shares the node's ${what}. Leave ${member} out.`)];
  });
  const mounted = listAt(part.value, ...pod, "volumes").flatMap((volume, index) => {
    if (at(volume, "hostPath") === undefined) return [];
    const range = part.keyRange(...pod, "volumes", index, "hostPath");
    const message = `${kind} ${name} mounts a folder of the node. Use a volume that is its own.`;
    return [found(rule, kind === "DaemonSet" ? "warning" : "error", { file, range }, message)];
  });
  return [...shared, ...mounted];
}

/** A DaemonSet is more often than not an agent of the cluster, which talks to the API. */
function tokenFindings({ file, part, kind, name }: KubeText, pod: readonly string[]): readonly FileFinding[] {
  const said = at(part.value, ...pod, "automountServiceAccountToken");
  if (said !== undefined || kind === "DaemonSet" || at(part.value, ...pod, "serviceAccountName") !== undefined)
    return [];
  const edit = beforeFirstEntry(part, pod, ["automountServiceAccountToken: false"]);
  const message = `${kind} ${name} gets a token of the API by default. Say automountServiceAccountToken: false unless it needs one.`;
  const place = { file, range: part.keyRange(...pod) };
  const fixes = edit === undefined ? [] : [{ title: "Mount no token", edits: [edit] }];
  return [found(KUBERNETES_RULES["kubernetes/no-token"], "info", place, message, ...fixes)];
}
