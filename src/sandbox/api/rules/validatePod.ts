import { quantity } from "../../../core/profiles/quantity.ts";
import { listOf, type Members, membersOf, textOf } from "../json.ts";
import type { StatusCause } from "../status.ts";
import { required, unsupported, wrong } from "./causes.ts";
import { LABEL, LABEL_RULE } from "./names.ts";

const HIGHEST_PORT = 65_535;
const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

/** A pod spec wherever it stands; `at` is its path. Only what people get wrong most is looked at. */
export function validatePodSpec(spec: Members, at: string): StatusCause[] {
  const containers = listOf(spec["containers"]);
  if (containers.length === 0) return [required(`${at}.containers`)];
  const volumes = new Set(listOf(spec["volumes"]).map((volume) => textOf(volume["name"])));
  const names = new Set<string>();
  return [
    { list: "containers", containers },
    { list: "initContainers", containers: listOf(spec["initContainers"]) },
  ].flatMap((group) =>
    group.containers.flatMap((container, index) => {
      const path = `${at}.${group.list}[${index}]`;
      return [...validateName(container, path, names), ...validateContainer(container, path, volumes)];
    }),
  );
}

function validateName(container: Members, path: string, names: Set<string>): StatusCause[] {
  const name = textOf(container["name"]);
  const isKnown = names.has(name);
  names.add(name);
  if (name === "") return [required(`${path}.name`)];
  if (!LABEL.test(name)) return [wrong(`${path}.name`, name, LABEL_RULE)];
  return isKnown ? [duplicate(`${path}.name`, name)] : [];
}

function duplicate(field: string, value: string): StatusCause {
  return { reason: "FieldValueDuplicate", message: `Duplicate value: "${value}"`, field };
}

function validateContainer(container: Members, path: string, volumes: ReadonlySet<string>): StatusCause[] {
  const causes: StatusCause[] = [];
  if (textOf(container["image"]).trim() === "") causes.push(required(`${path}.image`));
  for (const [index, port] of listOf(container["ports"]).entries()) {
    causes.push(...validatePort(port["containerPort"], `${path}.ports[${index}].containerPort`));
  }
  for (const [index, variable] of listOf(container["env"]).entries()) {
    if (textOf(variable["name"]) === "") causes.push(required(`${path}.env[${index}].name`));
  }
  for (const [index, mount] of listOf(container["volumeMounts"]).entries()) {
    causes.push(...validateMount(mount, `${path}.volumeMounts[${index}]`, volumes));
  }
  const policy = container["imagePullPolicy"];
  if (!PULL_POLICIES.includes(textOf(policy)))
    causes.push(unsupported(`${path}.imagePullPolicy`, policy, PULL_POLICIES));
  return [...causes, ...validateResources(membersOf(container["resources"]), `${path}.resources`)];
}

function validatePort(port: unknown, field: string): StatusCause[] {
  if (port === undefined || port === 0) return [required(field)];
  const fits = typeof port === "number" && port > 0 && port <= HIGHEST_PORT;
  return fits ? [] : [wrong(field, port, `must be between 1 and ${HIGHEST_PORT}, inclusive`)];
}

function validateMount(mount: Members, path: string, volumes: ReadonlySet<string>): StatusCause[] {
  const name = textOf(mount["name"]);
  const causes: StatusCause[] = [];
  if (name === "") causes.push(required(`${path}.name`));
  else if (!volumes.has(name)) {
    causes.push({ reason: "FieldValueNotFound", message: `Not found: ${JSON.stringify(name)}`, field: `${path}.name` });
  }
  if (textOf(mount["mountPath"]) === "") causes.push(required(`${path}.mountPath`));
  return causes;
}

function validateResources(resources: Members, path: string): StatusCause[] {
  const limits = membersOf(resources["limits"]);
  return Object.entries(membersOf(resources["requests"])).flatMap(([name, request]) => {
    const most = quantity(textOf(limits[name]));
    if (most === undefined || (quantity(textOf(request)) ?? 0) <= most) return [];
    const why = `must be less than or equal to ${name} limit of ${textOf(limits[name])}`;
    return [wrong(`${path}.requests`, textOf(request), why)];
  });
}
