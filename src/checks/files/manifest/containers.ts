import { at, listAt, type Step, textAt, textsAt } from "../../../core/read/value.ts";
import { KUBERNETES_RULES } from "../../../core/rules/kubernetesRules.ts";
import type { FileFinding, Fix, Severity } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { beforeFirstEntry } from "../yaml/insertEntry.ts";
import { imageFindings } from "./images.ts";
import type { KubeText } from "./kubeText.ts";
import { probeFindings } from "./probes.ts";
import { writtenSecrets } from "./writtenSecrets.ts";

/** What the restricted standard wants of a container, in the order it is written. */
const SECURITY = [
  "securityContext:",
  "  allowPrivilegeEscalation: false",
  "  readOnlyRootFilesystem: true",
  "  runAsNonRoot: true",
  "  capabilities:",
  "    drop:",
  "      - ALL",
  "  seccompProfile:",
  "    type: RuntimeDefault",
];
const RESOURCES = ["resources:", "  requests:", "    cpu: 100m", "    memory: 128Mi", "  limits:", "    memory: 256Mi"];

/** Containers of a pod: their security, their share of the node, their image and their probes. */
export function containerFindings(object: KubeText, pod: readonly string[], pins: Pins): readonly FileFinding[] {
  return ["initContainers", "containers"].flatMap((list) =>
    listAt(object.part.value, ...pod, list).flatMap((container, index) => {
      const path = [...pod, list, index];
      return [
        ...securityFindings(object, pod, path, container),
        ...resourceFindings(object, path, container),
        ...imageFindings(object, path, container, pins),
        ...writtenSecrets(object, path, container),
        ...(list === "containers" ? probeFindings(object, path, container) : []),
      ];
    }),
  );
}

function securityFindings(
  { file, part }: KubeText,
  pod: readonly string[],
  path: readonly Step[],
  container: unknown,
): readonly FileFinding[] {
  const name = textAt(container, "name") ?? "without a name";
  const missing = missingSecurity(container, at(part.value, ...pod, "securityContext"));
  if (missing.length === 0) return [];
  const context = at(container, "securityContext");
  const worst: Severity = at(context, "privileged") === true ? "error" : "warning";
  const edit = context === undefined ? beforeFirstEntry(part, path, SECURITY) : undefined;
  const fixes: Fix[] = edit === undefined ? [] : [{ title: "Restrict the container", edits: [edit] }];
  const range = part.keyRange(...path, ...(context === undefined ? ["name"] : ["securityContext"]));
  const message = `Container ${name} is less restricted than it can be: ${missing.join(", ")}.`;
  return [found(KUBERNETES_RULES["kubernetes/restricted-container"], worst, { file, range }, message, ...fixes)];
}

function missingSecurity(container: unknown, podContext: unknown): readonly string[] {
  const context = at(container, "securityContext");
  const said = (member: string): unknown => at(context, member) ?? at(podContext, member);
  const dropped = textsAt(context, "capabilities", "drop").map((one) => one.toUpperCase());
  const added = textsAt(context, "capabilities", "add").filter((one) => one !== "NET_BIND_SERVICE");
  const profile = textAt(said("seccompProfile"), "type");
  const list: readonly (readonly [boolean, string])[] = [
    [at(context, "privileged") === true, "it is privileged"],
    [at(context, "allowPrivilegeEscalation") !== false, "allowPrivilegeEscalation is not false"],
    [at(context, "readOnlyRootFilesystem") !== true, "readOnlyRootFilesystem is not true"],
    [said("runAsNonRoot") !== true, "runAsNonRoot is not true"],
    [said("runAsUser") === 0, "it runs as user 0"],
    [!dropped.includes("ALL"), "it keeps capabilities"],
    [added.length > 0, `it adds ${added.join(", ")}`],
    [profile === undefined, "it has no seccompProfile"],
    [profile === "Unconfined", "its seccompProfile is Unconfined"],
  ];
  return list.flatMap(([wrong, words]) => (wrong ? [words] : []));
}

function resourceFindings({ file, part }: KubeText, path: readonly Step[], container: unknown): readonly FileFinding[] {
  const name = textAt(container, "name") ?? "without a name";
  const wanted = ["requests.cpu", "requests.memory", "limits.memory"];
  const missing = wanted.filter((one) => at(container, "resources", ...one.split(".")) === undefined);
  if (missing.length === 0) return [];
  const none = at(container, "resources") === undefined;
  const edit = none ? beforeFirstEntry(part, path, RESOURCES) : undefined;
  const fixes: Fix[] = edit === undefined ? [] : [{ title: "Ask for resources", edits: [edit] }];
  const range = part.keyRange(...path, none ? "name" : "resources");
  const message = `Container ${name} does not say its ${missing.join(", ")}: the node cannot plan for it, or protect others from it.`;
  return [found(KUBERNETES_RULES["kubernetes/requests-and-limits"], "warning", { file, range }, message, ...fixes)];
}
