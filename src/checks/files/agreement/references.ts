import { at, listAt, type Step, textAt } from "../../../core/read/value.ts";
import { AGREEMENT_RULES } from "../../../core/rules/agreementRules.ts";
import type { FileFinding } from "../finding.ts";
import { readYamlText } from "../yaml/yamlText.ts";
import { disagreement, type KubeObject, placeIn, titleOf, type TreeText } from "./objects.ts";
import type { PodOwner } from "./pods.ts";

type Referred = "ConfigMap" | "Secret";

interface Reference {
  readonly kind: Referred;
  readonly name: string;
  readonly path: readonly Step[];
}

/** ConfigMaps and Secrets that pods cannot start without and that no file makes, each once for each workload. */
export function lostReferences(
  objects: readonly KubeObject[],
  owners: readonly PodOwner[],
  texts: readonly TreeText[],
): readonly FileFinding[] {
  const made = new Set([...objects.flatMap(makes), ...texts.flatMap(generated)]);
  return owners.flatMap((owner) => {
    const lost = referencesOf(owner).filter(({ kind, name }) => !made.has(`${kind} ${name}`));
    const once = new Map(lost.toReversed().map((one) => [`${one.kind} ${one.name}`, one]));
    return [...once.values()].toReversed().map(({ kind, name, path }) => {
      const message = `${titleOf(owner.object)} needs ${kind} ${name}, which none of these files makes. It must be there before.`;
      const place = placeIn(owner.object, "", ...path);
      return disagreement(AGREEMENT_RULES["objects/reference"], "info", place, message);
    });
  });
}

/** What an object is, or what comes of it: secrets that a store, a seal or an issuer fills. */
function makes({ kind, name, value }: KubeObject): readonly string[] {
  if (kind === "ConfigMap" || kind === "Secret") return [`${kind} ${name}`];
  if (kind === "SealedSecret") return [`Secret ${name}`];
  if (kind === "ExternalSecret") return [`Secret ${textAt(value, "spec", "target", "name") ?? name}`];
  const written = textAt(value, "spec", "secretName") ?? textAt(value, "spec", "destination", "name");
  return written === undefined ? [] : [`Secret ${written}`];
}

/** What Kustomize makes; its hash comes behind the name in both places. */
function generated({ path, text }: TreeText): readonly string[] {
  if (!/(?:^|\/)kustomization\.ya?ml$/u.test(path)) return [];
  const generators = { configMapGenerator: "ConfigMap", secretGenerator: "Secret" };
  return readYamlText(text).documents.flatMap(({ value }) =>
    Object.entries(generators).flatMap(([member, kind]) =>
      listAt(value, member).flatMap((one) => {
        const name = textAt(one, "name");
        return name === undefined ? [] : [`${kind} ${name}`];
      }),
    ),
  );
}

function referencesOf(owner: PodOwner): readonly Reference[] {
  const { object, spec } = owner;
  const containers = ["initContainers", "containers"].flatMap((list) =>
    listAt(object.value, ...spec, list).flatMap((_, index) => ofContainer(object, [...spec, list, index])),
  );
  const volumes = listAt(object.value, ...spec, "volumes").flatMap((_, index) =>
    ofVolume(object, [...spec, "volumes", index]),
  );
  return [...containers, ...volumes];
}

function ofContainer({ value }: KubeObject, path: readonly Step[]): readonly Reference[] {
  const from = listAt(value, ...path, "envFrom").flatMap((_, index) => {
    const entry = [...path, "envFrom", index];
    return [
      ...named(value, "ConfigMap", [...entry, "configMapRef"], "name"),
      ...named(value, "Secret", [...entry, "secretRef"], "name"),
    ];
  });
  const single = listAt(value, ...path, "env").flatMap((_, index) => {
    const entry = [...path, "env", index, "valueFrom"];
    return [
      ...named(value, "ConfigMap", [...entry, "configMapKeyRef"], "name"),
      ...named(value, "Secret", [...entry, "secretKeyRef"], "name"),
    ];
  });
  return [...from, ...single];
}

function ofVolume({ value }: KubeObject, path: readonly Step[]): readonly Reference[] {
  const projected = listAt(value, ...path, "projected", "sources").flatMap((_, index) => {
    const entry = [...path, "projected", "sources", index];
    return [
      ...named(value, "ConfigMap", [...entry, "configMap"], "name"),
      ...named(value, "Secret", [...entry, "secret"], "name"),
    ];
  });
  return [
    ...named(value, "ConfigMap", [...path, "configMap"], "name"),
    ...named(value, "Secret", [...path, "secret"], "secretName"),
    ...projected,
  ];
}

function named(value: unknown, kind: Referred, path: readonly Step[], member: string): readonly Reference[] {
  const name = textAt(value, ...path, member);
  if (name === undefined || name.includes("$") || at(value, ...path, "optional") === true) return [];
  return [{ kind, name, path: [...path, member] }];
}
