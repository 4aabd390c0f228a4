import type { GenerateInput } from "../generator.ts";
import { containerOf } from "../container.ts";
import { hostOf } from "../workload/hosts.ts";
import { OVERLAYS } from "./paths.ts";

/** An environment as a pipeline delivers to it. */
export interface Delivery {
  readonly name: string;
  readonly production: boolean;
  readonly namespace: string;
  /** Its overlay, from the root of the tree. */
  readonly overlay: string;
  /** The one before it, which must have gone well. */
  readonly after?: string;
  /** Addresses that must answer once it is delivered, each with the path that tells whether it may get traffic. */
  readonly addresses: readonly string[];
  /** Where people and end-to-end tests begin; undefined where the environment has no host. */
  readonly origin?: string;
  /** How long a rollout may take, in seconds. */
  readonly patience: number;
}

const STAGING_PATIENCE = 300;
const PRODUCTION_PATIENCE = 600;

/**
 * The environments that are delivered to, in the order of promotion. The first is developers' own and gets no
 * deliveries where there are others.
 */
export function deliveriesOf({ applications, settings }: GenerateInput): readonly Delivery[] {
  const { environments } = settings;
  const promoted = environments.filter((profile, index) => index > 0 || profile.production || environments.length < 3);
  return promoted.map((profile, index) => {
    const before = promoted[index - 1]?.name;
    const hosts = applications.flatMap((application) => hostOf(application, applications, profile) ?? []);
    return {
      name: profile.name,
      production: profile.production,
      namespace: profile.namespace,
      overlay: `${OVERLAYS}/${profile.name}`,
      ...(before !== undefined && { after: before }),
      addresses: applications.flatMap((application) => {
        const host = hostOf(application, applications, profile);
        const { readiness } = containerOf(application, settings.imageRepository);
        return host === undefined || application.role.value === "worker" ? [] : [`https://${host}${readiness ?? "/"}`];
      }),
      ...(hosts[0] !== undefined && { origin: `https://${hosts[0]}` }),
      patience: profile.production ? PRODUCTION_PATIENCE : STAGING_PATIENCE,
    };
  });
}
