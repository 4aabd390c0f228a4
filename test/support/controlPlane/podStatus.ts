import { FAULTS, imagePattern } from "./faults.ts";

/** How a container is that does not simply run and is ready. */
export interface ContainerFate {
  /** A template of YAML in flow style, such as `{running: {startedAt: {{ $now | Quote }}}}`. */
  readonly state: string;
  readonly lastState?: string;
  /** Added to the restart count it had. */
  readonly restarts?: 0 | 1;
  /** Whom it befalls: the containers whose image carries a fault, or all of them. Default: `faulty`. */
  readonly whom?: "faulty" | "all";
}

const RUNNING = "{running: {startedAt: {{ $now | Quote }}}}";

/** The state of a container that ran and ended with code 1. */
export const EXITED_WITH_1 =
  "{terminated: {exitCode: 1, reason: Error, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}";

export const EXITED_WITH_0 =
  "{terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}";

/** The state of a container that waits, with the kubelet's reason and its message (a template). */
export function waiting(reason: string, message: string): string {
  return `{waiting: {reason: ${reason}, message: {{ ${message} | Quote }}}}`;
}

/** The state of a container that runs. */
export const running: ContainerFate = { state: RUNNING };

/** A Go template of a pod's status. Containers that `fate` does not befall run and are ready. */
export function podStatus(phase: string, fate?: ContainerFate): string {
  const ready = fate === undefined;
  return `
{{ $now := Now }}
{{ $pod := . }}
phase: ${phase}
startTime: {{ or .status.startTime $now | Quote }}
conditions:
- {type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }}}
${readiness("Ready", ready)}
${readiness("ContainersReady", ready)}
{{ range .spec.readinessGates }}
- {type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }}}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
{{ $name := .name }}
{{ $restarts := 0 }}
{{ range $pod.status.containerStatuses }}{{ if eq .name $name }}{{ $restarts = .restartCount | toString | atoi }}{{ end }}{{ end }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
{{ if ${spared(fate)} }}
  ready: true
  started: true
  restartCount: {{ $restarts }}
  state: ${RUNNING}
{{ else }}
  ready: false
  started: ${fate?.state === RUNNING}
  restartCount: {{ add $restarts ${fate?.restarts ?? 0} }}
  state: ${fate?.state ?? RUNNING}
${fate?.lastState === undefined ? "" : `  lastState: ${fate.lastState}`}
{{ end }}
{{ end }}
${INIT_CONTAINERS}
${ADDRESSES}
`;
}

/** The template's test for a container that runs and is ready whatever becomes of the others. */
function spared(fate: ContainerFate | undefined): string {
  if (fate === undefined) return "true";
  if (fate.whom === "all") return "false";
  return `not (regexMatch ${JSON.stringify(imagePattern(FAULTS))} .image)`;
}

/** Null takes away what an earlier status said. */
function readiness(type: string, ready: boolean): string {
  const reason = ready ? "null" : "ContainersNotReady";
  const message = ready ? "null" : '"containers with unready status"';
  const status = `"${ready ? "True" : "False"}"`;
  return `- {type: ${type}, status: ${status}, reason: ${reason}, message: ${message}, lastTransitionTime: {{ $now | Quote }}}`;
}

const INIT_CONTAINERS = `
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  restartCount: 0
  state: {{ if eq (or .restartPolicy "") "Always" }}${RUNNING}{{ else }}${EXITED_WITH_0}{{ end }}
{{ end }}`;

/** Given once: a second address of the same family would be refused. */
const ADDRESSES = `
{{ if not .status.podIP }}
{{ with NodeIPsWith .spec.nodeName }}
hostIP: {{ index . 0 | Quote }}
hostIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
{{ with PodIPsWith .spec.nodeName (or .spec.hostNetwork false) (or .metadata.uid "") (or .metadata.name "") (or .metadata.namespace "") }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
{{ end }}`;
