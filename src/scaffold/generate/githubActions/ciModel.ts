import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { GenerateInput } from "../generator.ts";
import { type Group, groupsOf, type Member, membersOf } from "../pipeline/members.ts";
import { registryOf } from "../pipeline/registry.ts";
import { noExpression, plainPath } from "../pipeline/safeText.ts";
import { testVariables } from "../pipeline/testServices.ts";
import { jobImage, toolchainOf } from "../pipeline/toolchain.ts";
import { pipelineImage } from "../pipeline/pipelineImage.ts";
import { usesOf } from "./actionUses.ts";
import { CI_PATH } from "./workflowPaths.ts";

/** The runner image, by its version: `ubuntu-latest` becomes another one overnight. */
export const RUNNER = "ubuntu-24.04";

/** Everything the template of the integration workflow writes. */
export function ciModel(input: GenerateInput): Readonly<Record<string, unknown>> {
  const { catalogue, settings } = input;
  const members = membersOf(input);
  const groups = groupsOf(input);
  const several = members.length > 1;
  const lints = groups.filter((group) => group.members.some(({ lint }) => lint !== undefined));
  const tests = groups.filter((group) => group.members.some(({ test }) => test !== undefined));
  return {
    runner: RUNNER,
    branch: settings.defaultBranch,
    several,
    members: noExpression(JSON.stringify(members.map((member) => matrixMember(member, groups)))),
    lints: lints.map((group) => groupModel(group, several, catalogue, ({ lint }) => lint)),
    tests: tests.map((group) => groupModel(group, several, catalogue, ({ test }) => test)),
    languages: languagesOf(input),
    image: imageModel(members, several),
    checked: [
      ...lints.map(({ toolchain }) => `lint-${toolchain.key}`),
      ...tests.map(({ toolchain }) => `test-${toolchain.key}`),
    ],
    registry: registryModel(registryOf(settings)),
    trivy: pipelineImage(catalogue, "trivy"),
    uses: actionsOf(catalogue),
  };
}

/** Where images are pushed to, and what signs in there. */
export function registryModel(registry: string): Readonly<Record<string, string | boolean>> {
  const own = registry === "ghcr.io";
  return {
    host: registry,
    own,
    username: own ? "${{ github.actor }}" : "${{ secrets.REGISTRY_USERNAME }}",
    password: own ? "${{ secrets.GITHUB_TOKEN }}" : "${{ secrets.REGISTRY_PASSWORD }}",
  };
}

/** A member as `jq` and the matrix see it. */
function matrixMember(member: Member, groups: readonly Group[]) {
  const group = groups.find(({ members }) => members.some(({ name }) => name === member.name));
  const { paths, ...rest } = member;
  return { ...rest, group: group?.toolchain.key ?? "", paths: paths.includes("") ? paths : [...paths, CI_PATH] };
}

function groupModel(
  { toolchain, members, services }: Group,
  several: boolean,
  catalogue: Catalogue,
  lineOf: (member: Member) => string | undefined,
) {
  const { key, title, setup, prepare, install, cache } = toolchain;
  const [first] = members;
  const lockFile = plainPath(cache?.lockFile);
  const container = setup === undefined ? jobImage(toolchain, catalogue) : undefined;
  return {
    key,
    title,
    ...(container !== undefined && { container }),
    ...(setup !== undefined &&
      setup.action !== "runner" && { setup: { uses: usesOf(catalogue, setup.action), inputs: setup.inputs } }),
    prepare,
    install,
    ...(cache !== undefined &&
      lockFile !== undefined && {
        cache: { folders: cache.folders, lockFile, files: [lockFile, ...(cache.others ?? [])] },
      }),
    ...folderOf("root", several, first?.root),
    ...folderOf("folder", several, first?.folder),
    name: several ? "${{ matrix.member.name }}" : (first?.name ?? ""),
    line: first === undefined ? "" : (lineOf(first) ?? ""),
    services,
    variables: testVariables(services, ({ name }) => (container === undefined ? "localhost" : name), ["CI", "LINE"]),
  };
}

/** Where a step works; nothing for the root of the tree, where steps work anyway. */
function folderOf(name: "root" | "folder", several: boolean, folder: string | undefined) {
  if (several) return { [name]: `\${{ matrix.member.${name} }}` };
  return folder === undefined || folder === "." ? {} : { [name]: noExpression(folder) };
}

function imageModel([first]: readonly Member[], several: boolean): Readonly<Record<string, string>> {
  if (several || first === undefined) {
    return {
      name: "${{ matrix.member.name }}",
      root: "${{ matrix.member.root }}",
      dockerfile: "${{ matrix.member.dockerfile }}",
      image: "${{ matrix.member.image }}",
    };
  }
  return {
    name: first.name,
    root: noExpression(first.root),
    dockerfile: noExpression(first.dockerfile),
    image: first.image,
  };
}

/** Each language once; it is built where one application of it is seen only so. */
function languagesOf({ applications, catalogue }: GenerateInput) {
  const all = applications.flatMap((one) => toolchainOf(one, catalogue)?.codeql ?? []);
  const built = new Set(all.filter(({ build }) => build === "autobuild").map(({ language }) => language));
  const languages = [...new Set(all.map(({ language }) => language))];
  return languages.map((language) => ({ language, build: built.has(language) ? "autobuild" : "none" }));
}

function actionsOf(catalogue: Catalogue): Readonly<Record<string, string>> {
  return {
    checkout: usesOf(catalogue, "actions/checkout"),
    cache: usesOf(catalogue, "actions/cache"),
    upload: usesOf(catalogue, "actions/upload-artifact"),
    buildx: usesOf(catalogue, "docker/setup-buildx-action"),
    build: usesOf(catalogue, "docker/build-push-action"),
    login: usesOf(catalogue, "docker/login-action"),
    attest: usesOf(catalogue, "actions/attest-build-provenance"),
    review: usesOf(catalogue, "actions/dependency-review-action"),
    sarif: usesOf(catalogue, "github/codeql-action", "upload-sarif"),
    codeqlInit: usesOf(catalogue, "github/codeql-action", "init"),
    codeqlAnalyze: usesOf(catalogue, "github/codeql-action", "analyze"),
  };
}
