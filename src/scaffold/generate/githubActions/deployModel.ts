import type { GenerateInput } from "../generator.ts";
import { deliveriesOf } from "../pipeline/deliveries.ts";
import { membersOf } from "../pipeline/members.ts";
import { RELEASE } from "../pipeline/paths.ts";
import { registryOf } from "../pipeline/registry.ts";
import { usesOf } from "./actionUses.ts";
import { registryModel, RUNNER } from "./ciModel.ts";

/** Everything the template of the delivery workflow writes. */
export function deployModel(input: GenerateInput): Readonly<Record<string, unknown>> {
  const { catalogue, settings } = input;
  const deliveries = deliveriesOf(input);
  const members = membersOf(input);
  return {
    runner: RUNNER,
    project: settings.project,
    deliveries: deliveries.map((delivery, index) => ({
      ...delivery,
      needs: deliveries
        .slice(0, index)
        .flatMap(({ name, production }) => [production ? `deploy-${name}` : `verify-${name}`]),
      minutes: Math.ceil((delivery.patience * 2) / 60) + 10,
    })),
    jobs: deliveries.flatMap(({ name, production }) =>
      production ? [`deploy-${name}`] : [`deploy-${name}`, `verify-${name}`, `rollback-${name}`],
    ),
    names: input.applications.map(({ name }) => name).toSorted(),
    images: members.map(({ image }) => image).join(" "),
    release: RELEASE,
    registry: registryModel(registryOf(settings)),
    uses: { checkout: usesOf(catalogue, "actions/checkout"), login: usesOf(catalogue, "docker/login-action") },
  };
}
