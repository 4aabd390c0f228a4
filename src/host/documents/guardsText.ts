import type { Config } from "../../core/config/config.ts";
import { l10n } from "../l10n.ts";
import { escapeMarkdown } from "../text/markdown.ts";

/** How long a guard lets a request last where it says nothing, in seconds; as `media/cluster/crd.yaml` has it. */
const DEFAULT_VALIDITY = 86_400;

/** A namespace that approvals of the cluster are to guard, for the environments in it. */
interface Place {
  readonly names: readonly string[];
  readonly namespace: string;
  readonly required: number;
  /** How long the longest of their requests lasts, in seconds. */
  readonly validity: number;
}

/**
 * The guards that administrators make, as a document: one for each namespace whose environments keep their approvals in
 * the cluster, or one with a placeholder where none does.
 */
export function guardsText(configs: readonly Pick<Config, "applications">[]): string {
  const places = placesIn(configs);
  const sections = places.map((place) => [`## ${place.names.map(escapeMarkdown).join(", ")}`, ...section(place)]);
  const title =
    places.length < 2 ? l10n.t("A guard for a namespace") : l10n.t("Guards for {0} namespaces", places.length);
  return [`# ${title}`, introduction(), ...(sections.length === 0 ? unknown() : sections.flat())].join("\n\n") + "\n";
}

function placesIn(configs: readonly Pick<Config, "applications">[]): readonly Place[] {
  const environments = configs.flatMap(({ applications }) =>
    Object.entries(applications).flatMap(([application, one]) =>
      Object.entries(one.environments).flatMap(([environment, { context, namespace, approval }]) => {
        if (approval?.store !== "cluster" || approval.required === 0) return [];
        return [{ name: `${application} → ${environment} (${context})`, context, namespace, approval }];
      }),
    ),
  );
  const shared = Map.groupBy(environments, ({ context, namespace }) => `${context}\n${namespace}`);
  return [...shared.values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    return {
      names: together.map(({ name }) => name),
      namespace: first.namespace,
      // The guard's count is the least that a run may ask for: a stricter environment asks for more by itself.
      required: Math.min(...together.map(({ approval }) => approval.required)),
      validity: Math.max(...together.map(({ approval }) => approval.expires)),
    };
  });
}

function introduction(): string {
  return l10n.t(
    "Apply it as an administrator of the namespace, with the people who may approve, named as the API server names them. Then label the namespace: from then on its images change only with an approval.",
  );
}

function unknown(): readonly string[] {
  const why = l10n.t(
    'No environment of tidegate.yaml keeps its approvals in the cluster yet ("store: cluster"): put the namespace in place of NAMESPACE.',
  );
  return [why, ...section({ namespace: "NAMESPACE", required: 1, validity: 0 })];
}

function section({ namespace, required, validity }: Omit<Place, "names">): readonly string[] {
  const guard = [
    "apiVersion: tidegate.dev/v1alpha1",
    "kind: DeploymentGuard",
    `metadata: { name: tidegate, namespace: "${namespace}" }`,
    "spec:",
    `  required: ${Math.min(required, 16)}`,
    "  approvers: { users: [], groups: [] }",
    "  enforceImages: true",
    ...(validity > DEFAULT_VALIDITY ? [`  maxValidity: ${validity}`] : []),
  ];
  const label = `kubectl label namespace ${namespace} tidegate.dev/approvals=enforced`;
  return [fenced("yaml", guard), fenced("sh", [label])];
}

function fenced(language: string, lines: readonly string[]): string {
  return ["```" + language, ...lines, "```"].join("\n");
}
