/**
 * Cuts `src/sandbox/api/schema/wire.json` from Kubernetes' Go types: how the kinds that the embedded cluster serves
 * are laid out in protobuf, in which kubectl sends what it makes itself (`kubectl create`, `kubectl auth can-i`).
 * `node tools/sandboxWire.ts "$(go env GOMODCACHE)/k8s.io" v0.36.3`.
 *
 * A field is written `NUMBER NAME TYPE`; `*` before a type keeps its zero value, a missing name means that the
 * message's fields stand among those of its parent.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGES: Readonly<Record<string, string | readonly string[]>> = {
  core: "api@VERSION/core/v1",
  apps: "api@VERSION/apps/v1",
  // What both versions have is as in the first; a Scale is only in the second.
  autoscaling: ["api@VERSION/autoscaling/v2", "api@VERSION/autoscaling/v1"],
  batch: "api@VERSION/batch/v1",
  coordination: "api@VERSION/coordination/v1",
  networking: "api@VERSION/networking/v1",
  policy: "api@VERSION/policy/v1",
  authorization: "api@VERSION/authorization/v1",
  authentication: "api@VERSION/authentication/v1",
  meta: "apimachinery@VERSION/pkg/apis/meta/v1",
};
const ROOTS = [
  ...["Namespace", "Node", "Pod", "Service", "ConfigMap", "Secret", "ServiceAccount", "Event"].map(
    (it) => `core.${it}`,
  ),
  ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ControllerRevision"].map((it) => `apps.${it}`),
  ...["Endpoints", "LimitRange", "PersistentVolume", "PersistentVolumeClaim"].map((it) => `core.${it}`),
  ...["ReplicationController", "ResourceQuota"].map((it) => `core.${it}`),
  "autoscaling.Scale",
  "autoscaling.HorizontalPodAutoscaler",
  "batch.Job",
  "batch.CronJob",
  "networking.Ingress",
  "networking.NetworkPolicy",
  "coordination.Lease",
  "policy.PodDisruptionBudget",
  "meta.DeleteOptions",
  "authorization.SelfSubjectAccessReview",
  "authorization.SelfSubjectRulesReview",
  "authentication.SelfSubjectReview",
];
const IMPORTED: Readonly<Record<string, string>> = { v1: "core", corev1: "core", metav1: "meta" };
const SPECIAL: Readonly<Record<string, string>> = {
  "meta.Time": "time",
  "meta.MicroTime": "time",
  "meta.FieldsV1": "json",
  "runtime.RawExtension": "json",
  "resource.Quantity": "quantity",
  "intstr.IntOrString": "intOrString",
  "types.UID": "string",
};
const SCALARS = new Set(["string", "bool", "int32", "int64", "float64"]);
const FIELD = /^\t(?:(\w+) )?([*\w.[\]]+) `json:"([^",]*)[^`]*?protobuf:"\w+,(\d+)/gm;

const [folder = "", version = ""] = process.argv.slice(2);
const sources = new Map(
  Object.entries(PACKAGES).map(([name, paths]) => [
    name,
    [paths]
      .flat()
      .map((path) => readFileSync(join(folder, path.replace("VERSION", version), "types.go"), "utf8"))
      .join("\n"),
  ]),
);
const messages: Record<string, string[]> = {};
for (const root of ROOTS) describe(root);
const sorted = Object.fromEntries(Object.entries(messages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(import.meta.dirname, "../src/sandbox/api/schema/wire.json"), `${JSON.stringify(sorted)}\n`);

/** Notes a message and all it is made of. */
function describe(name: string): void {
  if (name in messages) return;
  const [room = "", type = ""] = name.split(".");
  const body = new RegExp(String.raw`^type ${type} struct \{$([\s\S]*?)^\}$`, "m").exec(sources.get(room) ?? "")?.[1];
  if (body === undefined) throw new Error(`There is no struct ${name}.`);
  const fields: string[] = (messages[name] = []);
  for (const [, , goType = "", json = "", number = ""] of body.replaceAll(/ +/g, " ").matchAll(FIELD)) {
    fields.push(`${number} ${json} ${typeOf(goType, room)}`);
  }
}

function typeOf(goType: string, room: string): string {
  if (goType.startsWith("*")) return `*${typeOf(goType.slice(1), room)}`;
  if (goType === "[]byte") return "bytes";
  if (goType.startsWith("[]")) return `[]${typeOf(goType.slice(2), room)}`;
  const map = /^map\[\w+\](.+)$/.exec(goType);
  if (map?.[1]) return `{}${typeOf(map[1], room)}`;
  if (SCALARS.has(goType)) return goType === "float64" ? "double" : goType.replace(/\d+$/, "");
  const [imported, own] = goType.includes(".") ? goType.split(".") : [undefined, goType];
  const home = imported === undefined ? room : (IMPORTED[imported] ?? imported);
  const name = `${home}.${own}`;
  const special = SPECIAL[name];
  if (special !== undefined) return special;
  const alias = new RegExp(String.raw`^type ${own} ((?!struct)\S+)`, "m").exec(sources.get(home) ?? "")?.[1];
  if (alias !== undefined) return typeOf(alias, home);
  describe(name);
  return name;
}
