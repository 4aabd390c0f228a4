import { literalText } from "../../read/terraform.ts";
import type { Rule } from "../../rule.ts";
import { at, isMap, listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { isWrittenCredential, KNOWN_TOKENS } from "../credentials.ts";
import { filePlaces, linePlaces, objectPlaces, resourcePlaces } from "../signs.ts";

const MANAGED =
  /^(?:(?:Cluster)?(?:ExternalSecret|SecretStore)\.external-secrets\.io|SealedSecret\.bitnami\.com|SecretProviderClass\.secrets-store\.csi\.x-k8s\.io|Vault\w+\.secrets\.hashicorp\.com|SopsSecret\.isindir\.github\.com)$/u;
const MANAGER_RESOURCES =
  /^(?:aws_secretsmanager_secret|aws_ssm_parameter|google_secret_manager_secret|azurerm_key_vault|vault_.+)$/u;

/** Secrets come from a manager, or are encrypted where they lie. */
export const secretsManager: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...objectPlaces(workspace, MANAGED),
        ...filePlaces(workspace, /(?:^|\/)\.sops\.ya?ml$/u),
        ...resourcePlaces(workspace, MANAGER_RESOURCES),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "External Secrets, Sealed Secrets, SOPS and secret managers", good: "Secrets come from a manager." },
  );

/** What renews credentials does so by itself. */
export const secretRotation: Rule = (workspace) => {
  const refreshed = workspace.objects
    .filter((one) => /^(?:Cluster)?ExternalSecret$/u.test(one.kind))
    .map((one): Judged => {
      const never = /^0[smh]?$/u.test(textAt(one.value, "spec", "refreshInterval") ?? "1h");
      return { place: one.place("spec"), problem: never ? `${one.kind} ${one.name} is never refreshed` : undefined };
    });
  const others = [
    ...objectPlaces(workspace, /^(?:Certificate\.cert-manager\.io|VaultDynamicSecret\.secrets\.hashicorp\.com)$/u),
    ...resourcePlaces(
      workspace,
      /^(?:aws_secretsmanager_secret_rotation|azurerm_key_vault_certificate|time_rotating)$/u,
    ),
  ];
  const judged = [...refreshed, ...others.map((place) => ({ place }))];
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "External Secrets, certificates and rotations",
      good: `${judged.length} of what holds credentials is renewed by itself.`,
      mend: "Set refreshInterval, such as 1h.",
    },
  );
};

const EXAMPLE = /(?:example|sample|template|dist|schema)/iu;

/** No file of the repository holds a credential that can be used. */
export const noPlainSecrets: Rule = (workspace) => {
  const judged = [
    ...[...workspace.texts.keys()].map((file): Judged => ({ place: { file, line: 1 } })),
    ...tokens(workspace),
    ...secretManifests(workspace),
    ...generators(workspace),
    ...environmentFiles(workspace),
    ...variableFiles(workspace),
  ];
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "configuration files",
      good: `No credential lies in ${workspace.texts.size} configuration files.`,
      mend: "Remove it from the history, too, and change it: it is known.",
    },
  );
};

function tokens(workspace: Workspace): readonly Judged[] {
  return KNOWN_TOKENS.flatMap(([what, pattern]) =>
    linePlaces(workspace, /^/u, pattern).map((place) => ({ place, problem: `${place.file} holds ${what}` })),
  );
}

function secretManifests({ objects }: Workspace): readonly Judged[] {
  return objects
    .filter((one) => one.kind === "Secret" && one.group === "" && !isMap(at(one.value, "sops")))
    .flatMap((object) => {
      const values = [
        ...Object.values(mapAt(object.value, "data")),
        ...Object.values(mapAt(object.value, "stringData")),
      ];
      const written = values.some((value) => typeof value === "string" && isWrittenCredential("secret", value));
      return written ? [{ place: object.place(), problem: `Secret ${object.name} has its values written out` }] : [];
    });
}

function generators({ kustomizations }: Workspace): readonly Judged[] {
  return kustomizations.flatMap(({ value, place }) =>
    listAt(value, "secretGenerator").flatMap((generator, index) => {
      const named = textAt(generator, "name") ?? "without a name";
      const written = listAt(generator, "literals").some((literal) =>
        isWrittenCredential("secret", afterEqual(literal)),
      );
      if (!written) return [];
      return [{ place: place("secretGenerator", index), problem: `The generated Secret ${named} has literals` }];
    }),
  );
}

function afterEqual(literal: unknown): string {
  return typeof literal === "string" ? literal.slice(literal.indexOf("=") + 1) : "";
}

function environmentFiles({ texts }: Workspace): readonly Judged[] {
  return [...texts].flatMap(([file, text]) => {
    if (!/(?:^|\/)(?:\.env[^/]*|[^/]*\.env)$/u.test(file) || EXAMPLE.test(file)) return [];
    return text.split("\n").flatMap((line, index) => {
      const [, name = "", value = ""] = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(.*)$/u.exec(line) ?? [];
      if (!isWrittenCredential(name, value)) return [];
      return [{ place: { file, line: index + 1 }, problem: `${file} has ${name} written out` }];
    });
  });
}

function variableFiles({ variables }: Workspace): readonly Judged[] {
  return [...variables].flatMap(([file, attributes]) =>
    [...attributes].flatMap(([name, attribute]) => {
      const value = literalText(attribute);
      if (value === undefined || EXAMPLE.test(file) || !isWrittenCredential(name, value)) return [];
      return [{ place: attribute.place, problem: `${file} has ${name} written out` }];
    }),
  );
}
