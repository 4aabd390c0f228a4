import { jsonEqual } from "../../store/freeze.ts";
import { dig, isMembers, listOf, type Members, membersOf, textOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { parseLabelSelector, formatLabelSelector } from "./labelSelector.ts";
import type { StatusCause } from "../status.ts";
import { validateLabels } from "./validateLabels.ts";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

function required(field: string, why = ""): StatusCause {
  return { reason: "FieldValueRequired", message: `Required value${why && `: ${why}`}`, field };
}

export function wrong(field: string, value: unknown, why: string): StatusCause {
  const shown = typeof value === "number" || typeof value === "boolean" ? String(value) : JSON.stringify(value);
  return { reason: "FieldValueInvalid", message: `Invalid value: ${shown}: ${why}`, field };
}

function barred(field: string, why: string): StatusCause {
  return { reason: "FieldValueForbidden", message: `Forbidden: ${why}`, field };
}

/** The essentials of a kind's rules, worded as the real server words them. */
export function validate(kind: ServedKind, object: Members): StatusCause[] {
  const causes = [...validateName(kind, object), ...validateLabels(membersOf(object["metadata"]), "metadata")];
  if (isTemplated(kind)) causes.push(...validateTemplated(kind, membersOf(object["spec"])));
  if (kind.kind === "Pod") causes.push(...validatePodSpec(membersOf(object["spec"]), "spec"));
  if (kind.kind === "Service") causes.push(...validateService(membersOf(object["spec"])));
  return causes;
}

function isTemplated({ group, kind }: ServedKind): boolean {
  return kind === "Job" || (group === "apps" && kind !== "ControllerRevision");
}

function validateName({ kind }: ServedKind, object: Members): StatusCause[] {
  const name = textOf(dig(object, "metadata", "name"));
  if (name === "") return [required("metadata.name", "name or generateName is required")];
  const isLabel = kind === "Namespace" || kind === "Service";
  const rule = isLabel ? LABEL : SUBDOMAIN;
  const limit = isLabel ? 63 : 253;
  if (name.length > limit) return [wrong("metadata.name", name, `must be no more than ${limit} bytes`)];
  return rule.test(name) ? [] : [wrong("metadata.name", name, isLabel ? LABEL_RULE : SUBDOMAIN_RULE)];
}

function validateTemplated({ kind }: ServedKind, spec: Members): StatusCause[] {
  const causes = ["replicas", "minReadySeconds", "revisionHistoryLimit", "parallelism", "completions", "backoffLimit"]
    .filter((field) => Number(spec[field]) < 0)
    .map((field) => wrong(`spec.${field}`, spec[field], "must be greater than or equal to 0"));
  if (kind !== "Job") causes.push(...validateSelector(spec));
  const template = membersOf(spec["template"]);
  // The server leaves `metadata` out of this path.
  causes.push(...validateLabels(membersOf(template["metadata"]), "spec.template"));
  causes.push(...validatePodSpec(membersOf(template["spec"]), "spec.template.spec"));
  const policy = dig(template, "spec", "restartPolicy");
  const allowed = kind === "Job" ? ["OnFailure", "Never"] : ["Always"];
  if (kind === "Job" && policy === "Always") {
    causes.push(required("spec.template.spec.restartPolicy", 'valid values: "OnFailure", "Never"'));
  } else if (!allowed.includes(textOf(policy)))
    causes.push(unsupported("spec.template.spec.restartPolicy", policy, allowed));
  if (kind === "Deployment") causes.push(...validateRollingUpdate(spec));
  return causes;
}

function unsupported(field: string, value: unknown, allowed: readonly string[]): StatusCause {
  const list = allowed.map((entry) => `"${entry}"`).join(", ");
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: "FieldValueNotSupported", message, field };
}

function validateSelector(spec: Members): StatusCause[] {
  const selector = spec["selector"];
  const labels = membersOf(dig(spec, "template", "metadata", "labels"));
  const mismatch = wrong("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
  if (!isMembers(selector)) return [required("spec.selector"), mismatch];
  const text = formatLabelSelector(selector);
  if (text === "<none>") return [wrong("spec.selector", {}, "empty selector is invalid for deployment")];
  return parseLabelSelector(text)(labels) ? [] : [mismatch];
}

function validateRollingUpdate(spec: Members): StatusCause[] {
  const rolling = dig(spec, "strategy", "rollingUpdate");
  const type = dig(spec, "strategy", "type");
  if (type === "Recreate" && isMembers(rolling)) {
    return [barred("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")];
  }
  if (type !== "Recreate" && type !== "RollingUpdate") {
    return [
      unsupported("spec.strategy", { Type: type, RollingUpdate: rolling ?? null }, ["Recreate", "RollingUpdate"]),
    ];
  }
  if (!isMembers(rolling) || !isNone(rolling["maxUnavailable"]) || !isNone(rolling["maxSurge"])) return [];
  const why = "may not be 0 when `maxSurge` is 0";
  return [wrong("spec.strategy.rollingUpdate.maxUnavailable", rolling["maxUnavailable"], why)];
}

function isNone(value: unknown): boolean {
  return value === 0 || value === "0%";
}

/** A pod spec wherever it stands; `at` is its path. */
function validatePodSpec(spec: Members, at: string): StatusCause[] {
  const containers = listOf(spec["containers"]);
  if (containers.length === 0) return [required(`${at}.containers`)];
  const names = new Set<string>();
  const check =
    (list: string) =>
    (container: Members, index: number): StatusCause[] => {
      const path = `${at}.${list}[${index}]`;
      const name = textOf(container["name"]);
      const causes: StatusCause[] = [];
      if (name === "") causes.push(required(`${path}.name`));
      else if (!LABEL.test(name)) causes.push(wrong(`${path}.name`, name, LABEL_RULE));
      else if (names.has(name))
        causes.push({ reason: "FieldValueDuplicate", message: `Duplicate value: "${name}"`, field: `${path}.name` });
      names.add(name);
      if (textOf(container["image"]).trim() === "") causes.push(required(`${path}.image`));
      return causes;
    };
  return [
    ...containers.flatMap(check("containers")),
    ...listOf(spec["initContainers"]).flatMap(check("initContainers")),
  ];
}

function validateService(spec: Members): StatusCause[] {
  const ports = listOf(spec["ports"]);
  if (ports.length === 0 && spec["type"] !== "ExternalName" && spec["clusterIP"] !== "None")
    return [required("spec.ports")];
  return ports.flatMap((port, index) => {
    const number = port["port"];
    const fits = typeof number === "number" && number > 0 && number < 65_536;
    return fits ? [] : [wrong(`spec.ports[${index}].port`, number ?? 0, "must be between 1 and 65535, inclusive")];
  });
}

const STATEFUL_SET_MUTABLE = new Set([
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
]);

/** What may not change once it is there. */
export function validateChange(kind: ServedKind, before: Members, after: Members): StatusCause[] {
  const [old, now] = [membersOf(before["spec"]), membersOf(after["spec"])];
  const frozen = IMMUTABLE[kind.kind] ?? [];
  const causes = frozen
    .filter((field) => !jsonEqual(old[field], now[field]))
    .map((field) => wrong(`spec.${field}`, now[field] ?? null, "field is immutable"));
  if (kind.kind === "StatefulSet") causes.push(...validateStatefulSetChange(old, now));
  if (kind.kind === "Pod") causes.push(...validatePodChange(old, now));
  return causes;
}

const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["selector"],
  ReplicaSet: ["selector"],
  DaemonSet: ["selector"],
  Job: ["selector", "template", "completionMode"],
};

function validateStatefulSetChange(old: Members, now: Members): StatusCause[] {
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (field) => !STATEFUL_SET_MUTABLE.has(field) && !jsonEqual(old[field], now[field]),
  );
  if (changed.length === 0) return [];
  const why =
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
  return [barred("spec", why)];
}

function validatePodChange(old: Members, now: Members): StatusCause[] {
  const mutable = new Set(["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "nodeName"]);
  const rest = (spec: Members): Members =>
    Object.fromEntries(
      Object.entries(spec)
        .filter(([field]) => !mutable.has(field))
        .map(([field, value]) => [field, field.endsWith("ontainers") ? withoutImages(value) : value]),
    );
  if (jsonEqual(rest(old), rest(now))) return [];
  const fields =
    "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";
  return [barred("spec", `pod updates may not change fields other than ${fields}`)];
}

function withoutImages(containers: unknown): unknown {
  return listOf(containers).map(({ image: _image, ...rest }) => rest);
}
