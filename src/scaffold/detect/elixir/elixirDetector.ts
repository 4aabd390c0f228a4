import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Role } from "../../facts/application.ts";
import type { Detector, Found, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn, withTexts } from "../shared/hits.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { type ServiceSign, servicesAmong, serviceOfPackage, serviceOfUrl } from "../shared/services.ts";
import { fromRoot, type Source, sourcesOf } from "../shared/sources.ts";
import { variablesAmong } from "../shared/variables.ts";
import { elixirCode } from "./elixirCode.ts";
import { elixirListening, elixirRoutes, type Listening } from "./elixirListen.ts";
import { elixirVariables } from "./elixirVariables.ts";
import { parseMixFile } from "./mixFile.ts";
import { type MixProject, readMixProject } from "./mixProject.ts";

/** Elixir's applications: Phoenix, Plug behind Cowboy or Bandit, and OTP applications that listen or work by themselves. */
export const elixirDetector: Detector = {
  ecosystem: "elixir",
  markers: ["mix.exs"],
  async detect(folder) {
    const project = await readMixProject(folder);
    if (project === undefined) return { is: "nothing", problems: [] };
    return memberOf(folder, project, await elixirSources(folder, project));
  },
  async workspaces(folder) {
    const text = folder.has("mix.exs") ? await folder.read("mix.exs") : undefined;
    return parseMixFile(elixirCode(text ?? "")).appsPath === undefined
      ? undefined
      : { tool: "mix umbrella", root: folder.path };
  },
};

const SETTINGS = ["config/runtime.exs", "config/releases.exs", "config/prod.exs", "config/config.exs"];

/** Settings of development and tests say nothing about production. An umbrella keeps its settings above its members. */
async function elixirSources(folder: Folder, { isInUmbrella }: MixProject): Promise<readonly Source[]> {
  const settings = isInUmbrella ? [...SETTINGS, ...SETTINGS.map((file) => `../../${file}`)] : SETTINGS;
  const telling = folder.files.filter((file) => /(?:^|\/)(?:application|endpoint|router|repo)\.ex$/u.test(file));
  const sources = await sourcesOf(folder, { endings: [".ex"], first: [...settings, ...telling] });
  return withTexts(sources, elixirCode);
}

function memberOf(folder: Folder, project: MixProject, sources: readonly Source[]): Member {
  const { mix, file } = project;
  const isPhoenix = mix.dependencies.some(({ name }) => name === "phoenix");
  const variables = elixirVariables(sources);
  const listening = elixirListening(
    project.isInUmbrella ? sources.filter((one) => !one.path.startsWith("../") || isPhoenix) : sources,
    variables,
    isPhoenix,
  );
  if (listening.at === undefined && (mix.mod === undefined || project.isInUmbrella)) {
    const why =
      mix.mod === undefined ? "it starts no application of its own" : "another application of the umbrella starts it";
    return { is: "library", why, problems: [] };
  }
  const role: Fact<Role> =
    listening.at === undefined
      ? fact("worker", "likely", evidence(file, mix.mod?.line ?? 1, `starts ${mix.mod?.value ?? "its supervisors"}`))
      : fact("server", "likely", listening.at);
  const found = applicationOf(folder, project, sources, { role, listening });
  const loopback = loopbackProblems(listening.bind, folder.path, "Let it listen on {0, 0, 0, 0} in production.");
  return {
    is: "application",
    applications: [found],
    problems: [...project.problems, ...loopback, ...releaseProblems(folder, project)],
  };
}

function releaseProblems(folder: Folder, { release, root, app }: MixProject): readonly Problem[] {
  if (release !== undefined) return [];
  const file = fromRoot({ path: root }, "mix.exs");
  const message = `The umbrella defines no release for ${app}, and Mix makes none by itself there. Add \`releases:\` to ${file}.`;
  return [
    {
      reason: "NoStartCommand",
      path: folder.path,
      message,
      evidence: [evidence(file, 1, "is the umbrella's project")],
    },
  ];
}

interface Running {
  readonly role: Fact<Role>;
  readonly listening: Listening;
}

function applicationOf(
  folder: Folder,
  project: MixProject,
  sources: readonly Source[],
  { role, listening }: Running,
): Found {
  const { mix, file, app, release } = project;
  const at = evidence(file, mix.app?.line ?? 1, `is the application ${app}`);
  const environment = variablesAmong(elixirVariables(sources));
  const { health, readiness } = probesAmong(role.value === "server" ? elixirRoutes(sources) : []);
  const framework = frameworkOf(project);
  const assets = mix.buildsAssets && folder.files.some((one) => one.startsWith("assets/"));
  const tested = folder.files.find((one) => one.endsWith("_test.exs"));
  const credo = mix.dependencies.find(({ name }) => name === "credo");
  return {
    name: app,
    path: folder.path,
    role,
    language: fact("elixir", "certain", at),
    ...(framework && { framework }),
    packageManager: fact({ name: "mix" }, "certain", at),
    runtime:
      project.version === undefined
        ? fact({ name: "elixir" }, "certain", at)
        : { ...project.version, value: { name: "elixir", version: project.version.value } },
    buildCommand: fact(
      `${assets ? "mix assets.deploy && " : ""}MIX_ENV=prod mix release${release === undefined ? "" : ` ${release}`}`,
      "likely",
      at,
    ),
    ...(release !== undefined && { startCommand: fact([`bin/${release}`, "start"], "likely", at) }),
    ...(tested !== undefined && {
      testCommand: fact("mix test", "likely", evidence(fromRoot(folder, tested), 1, "is a test")),
    }),
    lintCommand:
      credo === undefined
        ? fact("mix format --check-formatted", "guess", at)
        : fact("mix credo", "likely", evidence(file, credo.line, "asks for Credo")),
    ...(listening.port && { port: listening.port }),
    ...(listening.bind && { bind: listening.bind }),
    ...(health && { health: fact(health.path, "likely", health.at) }),
    ...(readiness && { readiness: fact(readiness.path, "likely", readiness.at) }),
    environment,
    services: servicesAmong(signsOf(project, sources), environment),
    writes: [],
    ecosystem: {
      kind: "elixir",
      root: project.root,
      release: release ?? app,
      locked: project.locked,
      // What the other members of an umbrella ask for stands in their own files.
      fetches: project.isInUmbrella || mix.dependencies.length > 0,
      assets,
    },
  };
}

const FRAMEWORKS: readonly (readonly [dependency: string, framework: string])[] = [
  ["phoenix", "phoenix"],
  ["plug_cowboy", "plug"],
  ["bandit", "plug"],
  ["plug", "plug"],
];

function frameworkOf({ mix, file }: MixProject): Fact<string> | undefined {
  for (const [dependency, framework] of FRAMEWORKS) {
    const found = mix.dependencies.find(({ name }) => name === dependency);
    if (found !== undefined) return fact(framework, "certain", evidence(file, found.line, `asks for ${dependency}`));
  }
  return undefined;
}

function signsOf({ mix, file }: MixProject, sources: readonly Source[]): readonly ServiceSign[] {
  const asked = mix.dependencies.flatMap(({ name, line }): readonly ServiceSign[] => {
    const service = serviceOfPackage("elixir", name);
    return service === undefined
      ? []
      : [{ name: service, confidence: "certain", at: evidence(file, line, `asks for ${name}`) }];
  });
  const addressed = hitsIn(sources, /"([a-z][a-z0-9+]{2,20}:\/\/)/gu).flatMap((hit): readonly ServiceSign[] => {
    const service = serviceOfUrl(hit.group(1));
    return service === undefined ? [] : [{ name: service, confidence: "likely", at: hit.at("holds an address of it") }];
  });
  return [...asked, ...addressed];
}
