import { dig, isMembers, listOf, type Members, textOf } from "../json.ts";

/** Sets what is missing; what is there stays. */
export function fill(target: Members, defaults: Members): void {
  for (const [name, value] of Object.entries(defaults)) target[name] ??= value;
}

/** The member as an object of the draft, made where it is missing. */
export function draft(target: Members, name: string): Members {
  const value = target[name];
  if (isMembers(value)) return value;
  const made: Members = {};
  target[name] = made;
  return made;
}

/** What the real server fills into every pod spec, a template's or a pod's. */
export function fillPodSpec(spec: Members): void {
  fill(spec, {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: "default-scheduler",
  });
  if (spec["serviceAccountName"] !== undefined) spec["serviceAccount"] ??= spec["serviceAccountName"];
  for (const container of [...listOf(spec["initContainers"]), ...listOf(spec["containers"])]) fillContainer(container);
  for (const volume of listOf(spec["volumes"])) fillVolume(volume);
}

function fillContainer(container: Members): void {
  const latest =
    /^[^@]*$/.test(textOf(container["image"])) && ["latest", ""].includes(tagOf(textOf(container["image"])));
  fill(container, {
    imagePullPolicy: latest ? "Always" : "IfNotPresent",
    resources: {},
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
  });
  for (const port of listOf(container["ports"])) fill(port, { protocol: "TCP" });
  for (const name of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    const probe = container[name];
    if (isMembers(probe)) fillProbe(probe);
  }
  for (const variable of listOf(container["env"])) {
    const field = dig(variable, "valueFrom", "fieldRef");
    if (isMembers(field)) fill(field, { apiVersion: "v1" });
  }
}

function tagOf(image: string): string {
  return /:([^:/]+)$/.exec(image)?.[1] ?? "";
}

function fillProbe(probe: Members): void {
  fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  if (isMembers(probe["httpGet"])) fill(probe["httpGet"], { path: "/", scheme: "HTTP" });
}

function fillVolume(volume: Members): void {
  if (Object.keys(volume).length === 1) volume["emptyDir"] = {};
  for (const name of ["secret", "configMap", "downwardAPI", "projected"]) {
    const source = volume[name];
    if (isMembers(source)) fill(source, { defaultMode: 0o644 });
  }
}

/** What admission gives a pod: an account, a priority, the tolerations of every pod. */
export function admitPod(pod: Members): void {
  const spec = draft(pod, "spec");
  fill(spec, { preemptionPolicy: "PreemptLowerPriority", priority: 0 });
  fill(spec, { serviceAccountName: "default", serviceAccount: "default" });
  spec["tolerations"] ??= ["not-ready", "unreachable"].map((key) => ({
    effect: "NoExecute",
    key: `node.kubernetes.io/${key}`,
    operator: "Exists",
    tolerationSeconds: 300,
  }));
}

/** What only a pod itself gets, and no template: requests from limits. */
export function fillPod(pod: Members): void {
  const spec = draft(pod, "spec");
  fillPodSpec(spec);
  fill(spec, { enableServiceLinks: true });
  for (const container of [...listOf(spec["initContainers"]), ...listOf(spec["containers"])]) {
    const limits = dig(container, "resources", "limits");
    if (isMembers(limits)) fill(draft(draft(container, "resources"), "requests"), limits);
  }
}
