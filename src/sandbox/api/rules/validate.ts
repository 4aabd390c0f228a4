import { jsonEqual } from "../../store/freeze.ts";
import { selects } from "../../controllers/selector.ts";
import { dig, isMembers, listOf, type Members, membersOf, numberOf, textOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { formatLabelSelector } from "./labelSelector.ts";
import type { StatusCause } from "../status.ts";
import { barred, required, unsupported, wrong } from "./causes.ts";
import { LABEL, LABEL_RULE, SUBDOMAIN, SUBDOMAIN_RULE } from "./names.ts";
import { validateData, validateDataChange } from "./validateData.ts";
import { validateLabels } from "./validateLabels.ts";
import { validateFinalizers, validateMetadata } from "./validateMetadata.ts";
import { validatePodSpec } from "./validatePod.ts";

/** The essentials of a kind's rules, worded as the real server words them. */
export function validate(kind: ServedKind, object: Members): StatusCause[] {
  const causes = [...validateName(kind, object), ...validateMetadata(object), ...validateData(kind, object)];
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
    .map((field) => wrong(`spec.${field}`, spec[field], AT_LEAST_0));
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
  if (kind === "Deployment") causes.push(...validateRollingUpdate(spec), ...deadlineCauses(spec));
  return causes;
}

function validateSelector(spec: Members): StatusCause[] {
  const selector = spec["selector"];
  const labels = membersOf(dig(spec, "template", "metadata", "labels"));
  const mismatch = wrong("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
  if (!isMembers(selector)) return [required("spec.selector"), mismatch];
  if (formatLabelSelector(selector) === "<none>") {
    return [wrong("spec.selector", {}, "empty selector is invalid for deployment")];
  }
  return selects(selector, labels as Record<string, string>) ? [] : [mismatch];
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
  if (!isMembers(rolling)) return [];
  const causes = ["maxSurge", "maxUnavailable"].flatMap((name) => shareCauses(name, rolling[name]));
  if (causes.length > 0 || !isNone(rolling["maxUnavailable"]) || !isNone(rolling["maxSurge"])) return causes;
  const why = "may not be 0 when `maxSurge` is 0";
  return [wrong("spec.strategy.rollingUpdate.maxUnavailable", rolling["maxUnavailable"], why)];
}

/** A number of pods or a share of them; more than all of them cannot be missing. */
function shareCauses(name: string, value: unknown): StatusCause[] {
  const field = `spec.strategy.rollingUpdate.${name}`;
  if (typeof value === "number") return value < 0 ? [wrong(field, value, AT_LEAST_0)] : [];
  const percent = /^(\d+)%$/.exec(textOf(value))?.[1];
  if (percent === undefined) {
    const why =
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
    return [wrong(field, value, why)];
  }
  const isTooMuch = name === "maxUnavailable" && Number(percent) > 100;
  return isTooMuch ? [wrong(field, value, "must not be greater than 100%")] : [];
}

const AT_LEAST_0 = "must be greater than or equal to 0";

/** A rollout must be given more time than a pod needs to count as available. */
function deadlineCauses(spec: Members): StatusCause[] {
  const deadline = spec["progressDeadlineSeconds"];
  if (typeof deadline !== "number") return [];
  if (deadline < 0) return [wrong("spec.progressDeadlineSeconds", deadline, AT_LEAST_0)];
  if (deadline > numberOf(spec["minReadySeconds"])) return [];
  return [wrong("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds")];
}

function isNone(value: unknown): boolean {
  return value === 0 || value === "0%";
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
  causes.push(...validateFinalizers(before, after), ...validateDataChange(kind, before, after));
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
