import { lastStep, relativePath } from "../../../base/treePath.ts";
import type { Problem, Workspaces } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Role } from "../../facts/application.ts";
import type { Detector, Found, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { servicesAmong } from "../shared/services.ts";
import { fromRoot } from "../shared/sources.ts";
import { variablesAmong } from "../shared/variables.ts";
import { goCgo, goFramework, goServices, goWork } from "./goKind.ts";
import { type GoLint, goLint } from "./goLint.ts";
import { goListening, type Listening } from "./goListen.ts";
import { parseGoWork } from "./goMod.ts";
import { type GoModule, readGoModule } from "./goModule.ts";
import { type MainPackage, mainPackages } from "./goPackages.ts";
import { goRoutes } from "./goRoutes.ts";
import { goVariables } from "./goVariables.ts";

/** Programs of Go modules: each main package that listens, or that works until it is stopped. */
export const goDetector: Detector = {
  ecosystem: "go",
  markers: ["go.mod", "go.work"],
  async detect(folder) {
    const module = await readGoModule(folder);
    if (module === undefined) return { is: "nothing", problems: folder.has("go.mod") ? [unreadable(folder)] : [] };
    const mains = await mainPackages(folder, module.mod.module);
    const lint = await goLint(folder, evidence(module.file, 1, `is the module ${module.mod.module}`));
    return memberOf(folder, { ...module, lint }, mains);
  },
  async workspaces(folder): Promise<Workspaces | undefined> {
    const text = folder.has("go.work") ? await folder.read("go.work") : undefined;
    return text === undefined || parseGoWork(text).length === 0 ? undefined : { tool: "go", root: folder.path };
  },
};

function unreadable({ path }: Folder): Problem {
  const file = fromRoot({ path }, "go.mod");
  const message = "go.mod names no module, so nothing in it can be built. Add its `module` line.";
  return { reason: "Unreadable", path, message, evidence: [evidence(file, 1, "names no module")] };
}

function memberOf(folder: Folder, module: LintedModule, mains: readonly MainPackage[]): Member {
  const programs = mains.map((main) => programOf(main)).filter((one) => one !== undefined);
  if (programs.length === 0) {
    const why =
      mains.length === 0 ? "it has no main package" : "its programs do one thing and end, and listen on no port";
    return { is: "library", why, problems: [] };
  }
  const found = programs.map((program) => applicationOf(folder, module, program, programs.length === 1));
  const fix = "Let it listen on every address, such as `:8080`.";
  const loopback = programs.flatMap(({ listening }, index) =>
    loopbackProblems(listening.bind, found[index]?.path ?? folder.path, fix),
  );
  return { is: "application", applications: found, problems: [...module.problems, ...loopback] };
}

type LintedModule = GoModule & { readonly lint: GoLint };

interface Program {
  readonly main: MainPackage;
  readonly role: Fact<Role>;
  readonly listening: Listening;
  readonly variables: ReturnType<typeof goVariables>;
}

function programOf(main: MainPackage): Program | undefined {
  const variables = goVariables(main.sources);
  const listening = goListening(main.sources, variables);
  if (listening.at !== undefined) return { main, role: fact("server", "likely", listening.at), listening, variables };
  const work = goWork(main.sources);
  return work === undefined ? undefined : { main, role: fact("worker", "likely", work), listening: {}, variables };
}

function applicationOf(
  folder: Folder,
  module: LintedModule,
  { main, role, listening, variables }: Program,
  isOnly: boolean,
): Found {
  const { path, sources } = main;
  const mainAt =
    hitsIn([main.main], /^func\s+main\b/gmu)[0]?.at("is where the program begins") ??
    evidence(main.main.file, 1, "is a main package");
  const name = binaryName(folder, module, path);
  const own = isOnly ? folder.path : fromRoot(folder, path);
  const environment = variablesAmong(variables);
  const { health, readiness } = probesAmong(role.value === "server" ? goRoutes(sources) : []);
  const framework = goFramework(sources);
  const modLine = evidence(module.file, 1, `is the module ${module.mod.module}`);
  const tested = folder.files.find((file) => file.endsWith("_test.go"));
  const version = module.version;
  return {
    name: isOnly ? binaryName(folder, module, ".") : name,
    path: own,
    role,
    language: fact("go", "certain", modLine),
    ...(framework && { framework }),
    packageManager: fact({ name: "go" }, "certain", modLine),
    runtime:
      version === undefined
        ? fact({ name: "go" }, "certain", modLine)
        : { ...version, value: { name: "go", version: version.value } },
    buildCommand: fact(`go build -o ${name} ${isOnly && path !== "." ? `./${path}` : "."}`, "likely", mainAt),
    startCommand: fact([`./${name}`, ...subcommand(main)], "likely", mainAt),
    ...(tested !== undefined && {
      testCommand: fact("go test ./...", "likely", evidence(fromRoot(folder, tested), 1, "is a test")),
    }),
    lintCommand: module.lint.command,
    ...(listening.port && { port: listening.port }),
    ...(listening.bind && { bind: listening.bind }),
    ...(health && { health: fact(health.path, "likely", health.at) }),
    ...(readiness && { readiness: fact(readiness.path, "likely", readiness.at) }),
    environment,
    services: servicesAmong(goServices(sources), environment),
    writes: [],
    ecosystem: {
      kind: "go",
      root: module.root,
      module: module.mod.module,
      mainPackage: packageFrom(module.root, fromRoot(folder, path)),
      cgo: goCgo(sources),
      vendored: module.vendored,
      sums: module.sums,
      ...(module.lint.golangci !== undefined && { golangci: module.lint.golangci }),
    },
  };
}

/** What `go build` calls it: its folder's name, or the module's last part without its major version. */
function binaryName(folder: Folder, { mod }: GoModule, path: string): string {
  const name = lastStep(path === "." ? mod.module.replace(/\/v\d+$/u, "") : path);
  const named = name === "cmd" || name === "main" ? lastStep(mod.module) : name;
  return /^[\w.-]+$/u.test(named) && named !== "." ? named : lastStep(folder.path).replaceAll(/[^\w-]/gu, "") || "app";
}

function packageFrom(root: string, path: string): string {
  return path === root ? "." : `./${relativePath(root, path)}`;
}

/** A command line of many commands listens in the one that is called `serve` or the like. */
function subcommand({ sources }: MainPackage): readonly string[] {
  const isCommandLine = sources.some(({ text }) =>
    /"github\.com\/(?:spf13\/cobra|urfave\/cli(?:\/v\d+)?)"/u.test(text),
  );
  if (!isCommandLine) return [];
  const named = hitsIn(sources, /\b(?:Use|Name):\s*"(serve|server|start|run|web|api|http|worker|daemon)\b/gu)[0];
  return named === undefined ? [] : [named.group(1)];
}
