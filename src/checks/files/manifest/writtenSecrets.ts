import { listAt, type Step, textAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { isPlainSecret, isPlainLogin } from "../plainSecret.ts";
import type { KubeText } from "./kubeText.ts";

/** Variables of a container that hold a secret itself and not a reference to it. */
export function writtenSecrets(
  { file, part }: KubeText,
  path: readonly Step[],
  container: unknown,
): readonly FileFinding[] {
  return listAt(container, "env").flatMap((entry, index) => {
    const [name, value] = [textAt(entry, "name") ?? "", textAt(entry, "value") ?? ""];
    if (/\$[({]/u.test(value) || !(isPlainSecret(name, value) || isPlainLogin(value))) return [];
    const range = part.keyRange(...path, "env", index, "value");
    const message = `${name} has its value in the file. Take it from a Secret (valueFrom: secretKeyRef), and change it: it is known.`;
    return [found(MISTAKE_RULES["kubernetes/no-plain-secret"], "error", { file, range }, message)];
  });
}
