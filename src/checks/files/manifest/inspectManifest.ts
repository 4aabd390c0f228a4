import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import { at, mapAt, textAt } from "../../../core/read/value.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { readYamlText } from "../yaml/yamlText.ts";
import { containerFindings } from "./containers.ts";
import { objectParts } from "./items.ts";
import type { KubeText } from "./kubeText.ts";
import { podPath } from "./podPaths.ts";
import { podFindings } from "./pods.ts";
import { removedVersions } from "./removedVersions.ts";

/** What rules say about a file of Kubernetes objects. Never throws, whatever the text is. */
export function inspectManifest(file: string, text: string, pins: Pins): readonly FileFinding[] {
  const { documents, problem } = readYamlText(text);
  if (problem !== undefined) {
    return [found(MISTAKE_RULES["kubernetes/readable"], "error", { file, range: problem.range }, problem.message)];
  }
  return documents.flatMap(objectParts).flatMap((part) => {
    const kind = textAt(part.value, "kind") ?? "";
    const name = textAt(part.value, "metadata", "name") ?? "without a name";
    const pod = podPath(kind);
    const object: KubeText = { file, part, kind, name };
    return [
      ...removedVersions(object),
      ...plainSecrets(object),
      ...(pod === undefined || at(part.value, ...pod) === undefined
        ? []
        : [...podFindings(object, pod), ...containerFindings(object, pod, pins)]),
    ];
  });
}

function plainSecrets({ file, part, kind, name }: KubeText): readonly FileFinding[] {
  if (kind !== "Secret") return [];
  // What External Secrets, Sealed Secrets or SOPS encrypt has other kinds or says so.
  if (at(part.value, "sops") !== undefined) return [];
  return ["data", "stringData"].flatMap((member) => {
    const filled = Object.values(mapAt(part.value, member)).some((value) => typeof value === "string" && value !== "");
    if (!filled) return [];
    const place = { file, range: part.keyRange(member) };
    const message = `Secret ${name} has its values in the file. Refer to a secret store, or encrypt them (SOPS, Sealed Secrets).`;
    return [found(MISTAKE_RULES["kubernetes/no-plain-secret"], "error", place, message)];
  });
}
