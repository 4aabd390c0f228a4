import type { Catalogue } from "../../catalogue/catalogue.ts";
import { chooseTool } from "../../catalogue/chooseImage.ts";
import type { GenerateInput } from "../generator.ts";
import { deliveriesOf, type Delivery } from "../pipeline/deliveries.ts";
import { type Group, groupsOf, type Member, membersOf } from "../pipeline/members.ts";
import { RELEASE } from "../pipeline/paths.ts";
import { pipelineImage } from "../pipeline/pipelineImage.ts";
import { registryOf } from "../pipeline/registry.ts";
import { plainPath } from "../pipeline/safeText.ts";
import { testVariables } from "../pipeline/testServices.ts";
import { jobImage } from "../pipeline/toolchain.ts";

/** Where GitLab looks for it. */
export const GITLAB_PATH = ".gitlab-ci.yml";

/** Everything the template writes. */
export function gitlabModel(input: GenerateInput): Readonly<Record<string, unknown>> {
  const { catalogue, settings } = input;
  const members = membersOf(input);
  const groups = groupsOf(input);
  const deliveries = deliveriesOf(input).map((delivery, _index, all) => deliveryModel(delivery, all));
  const lints = jobsOf(groups, ({ lint }) => lint);
  const tests = jobsOf(groups, ({ test }) => test);
  return {
    stages: [
      ...(lints.length > 0 ? ["lint"] : []),
      ...(tests.length > 0 ? ["test"] : []),
      "security",
      "build",
      ...deliveries.flatMap(({ stages }) => stages),
      ...(deliveries.length > 0 ? ["rollback", "notify"] : []),
    ],
    project: settings.project,
    branch: settings.defaultBranch,
    toolchains: groups.map((group) => toolchainModel(group, catalogue)),
    lints,
    tests,
    members: members.map((member) => memberModel(member)),
    names: input.applications.map(({ name }) => name).toSorted(),
    deliveries,
    release: RELEASE,
    registry: registryOf(settings) === "docker.io" ? "https://index.docker.io/v1/" : registryOf(settings),
    kubectl: chooseTool(catalogue, "kubectl"),
    images: {
      trivy: pipelineImage(catalogue, "trivy"),
      buildkit: pipelineImage(catalogue, "buildkit"),
      debian: pipelineImage(catalogue, "debian"),
    },
  };
}

function toolchainModel({ toolchain, services }: Group, catalogue: Catalogue) {
  const { key, title, prepare, install, cache } = toolchain;
  const lockFile = plainPath(cache?.lockFile);
  const environment = [...new Map(services.flatMap((service) => service.environment))];
  const own = ["ROOT", "FOLDER", ...environment.map(([name]) => name)];
  return {
    key,
    title,
    image: jobImage(toolchain, catalogue),
    // The image has the toolchain: what brings one to a bare runner is left out.
    prepare: prepare.filter((line) => !line.startsWith("rustup toolchain")),
    install,
    variables: Object.entries(cache?.variables ?? {}),
    ...(lockFile !== undefined && { lockFile }),
    services,
    // What starts the services and what finds them are variables of one job.
    testVariables: [...environment, ...testVariables(services, ({ name }) => name, own)],
  };
}

/** One job for each member that has such a line, in its group's toolchain. */
function jobsOf(groups: readonly Group[], lineOf: (member: Member) => string | undefined) {
  return groups
    .flatMap(({ toolchain, members }) =>
      members.flatMap((member) => {
        const line = lineOf(member);
        return line === undefined ? [] : [{ ...memberModel(member), key: toolchain.key, line }];
      }),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function memberModel(member: Member) {
  const { name, folder, root, dockerfile, image } = member;
  return { name, folder, root, dockerfile, image, file: `digests/${name}`, changes: changesOf(member) };
}

/** Patterns of what it is made of; none where a name would not be taken for itself, and then it is always built. */
function changesOf({ paths }: Member): readonly string[] {
  if (paths.some((path) => plainPath(path) === undefined)) return [];
  return [...paths.map((path) => (path.endsWith("/") ? `${path}**/*` : path)), GITLAB_PATH];
}

function deliveryModel(delivery: Delivery, all: readonly Delivery[]) {
  const { name, production, after } = delivery;
  const tested = all.filter((one) => !one.production);
  const verify = tested.length === 1 ? "e2e" : `e2e-${name}`;
  const before = all.find((one) => one.name === after);
  return {
    ...delivery,
    tier: production ? "production" : "staging",
    stages: production ? [name] : [name, verify],
    verify,
    needs: before === undefined ? [] : [before.production ? `deploy-${before.name}` : `verify-${before.name}`],
  };
}
