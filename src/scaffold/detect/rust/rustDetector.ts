import { resolved } from "../../../base/treePath.ts";
import type { Port, Role, Variable } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Detector, Found } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { isLoopback, loopbackProblems } from "../shared/loopback.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { type ServiceSign, servicesAmong } from "../shared/services.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import { variablesAmong } from "../shared/variables.ts";
import { readCargoManifest } from "./cargoManifest.ts";
import { type CargoPackage, readCargoPackage } from "./cargoPackage.ts";
import { rocketListening } from "./rocket.ts";
import { rustFramework, rustServices, rustWork } from "./rustKind.ts";
import { settingsListening } from "./settingsFiles.ts";
import { type Listening, rustListening } from "./rustListen.ts";
import { type RustProgram, rustPrograms } from "./rustPrograms.ts";
import { rustRoutes } from "./rustRoutes.ts";
import { rustVariables } from "./rustVariables.ts";

/** Programs of Rust packages: each binary that listens, or that works until it is stopped. */
export const rustDetector: Detector = {
  ecosystem: "rust",
  markers: ["Cargo.toml"],
  async detect(folder) {
    const own = await readCargoPackage(folder);
    if (own === undefined) return { is: "nothing", problems: await brokenManifest(folder) };
    const programs = await rustPrograms(folder, own.name, own.manifest);
    const found = await Promise.all(programs.map((program) => applicationOf(folder, own, program)));
    const known = found.filter((one) => one !== undefined);
    if (known.length === 0) {
      const why =
        programs.length === 0
          ? "it has no program, only a library"
          : "its programs do one thing and end, and listen on no port";
      return { is: "library", why, problems: [] };
    }
    const loopback = known.flatMap((one) => loopbackProblems(one.bind, one.path, fixOf(one)));
    return {
      is: "application",
      applications: known.map((one) => ({ ...one })),
      problems: [...own.problems, ...loopback],
    };
  },
  async workspaces(folder) {
    const text = folder.has("Cargo.toml") ? await folder.read("Cargo.toml") : undefined;
    const members = readCargoManifest(text ?? "")?.members;
    return members === undefined ? undefined : { tool: "cargo", root: folder.path };
  },
};

function fixOf({ framework }: Found): string {
  return framework?.value === "rocket"
    ? "Set ROCKET_ADDRESS to 0.0.0.0, or `address` in Rocket.toml."
    : "Let it listen on 0.0.0.0.";
}

async function brokenManifest(folder: Folder): Promise<readonly Problem[]> {
  const text = await folder.read("Cargo.toml");
  if (text === undefined || readToml(text) !== undefined) return [];
  const message = "Cargo.toml is not valid TOML, so what it builds is not known. Correct it.";
  return [
    {
      reason: "Unreadable",
      path: folder.path,
      message,
      evidence: [evidence(fromRoot(folder, "Cargo.toml"), 1, "is not valid TOML")],
    },
  ];
}

async function applicationOf(folder: Folder, own: CargoPackage, program: RustProgram): Promise<Found | undefined> {
  const { sources, main } = program;
  const readings = rustVariables(sources);
  const framework = rustFramework(own.manifest.crates, own.file);
  const code = rustListening(sources, readings);
  const listening = await withSettings(folder, own, code, framework?.value);
  const work = code.at === undefined ? rustWork(sources) : undefined;
  if (code.at === undefined && work === undefined) return undefined;
  const role: Fact<Role> =
    code.at === undefined
      ? fact("worker", "likely", work ?? evidence(main.file, 1, "works"))
      : fact("server", "likely", code.at);
  const environment = [...variablesAmong(readings), ...opening(listening, framework)];
  const { health, readiness } = probesAmong(role.value === "server" ? rustRoutes(sources) : []);
  const begins =
    hitsIn([main], /\bfn\s+main\b|#\[launch\]/gu)[0]?.at("is where the program begins") ??
    evidence(main.file, 1, "is a program");
  const at = evidence(own.file, own.manifest.line("[package]"), `is the package ${own.name}`);
  const port: Fact<Port> | undefined = listening.port;
  return {
    name: program.name,
    path: folder.path,
    role,
    language: fact("rust", "certain", at),
    ...(framework && role.value === "server" && { framework }),
    packageManager: fact({ name: "cargo" }, "certain", at),
    runtime:
      own.version === undefined
        ? fact({ name: "rust" }, "certain", at)
        : { ...own.version, value: { name: "rust", version: own.version.value } },
    buildCommand: fact(`cargo build --release${own.locked ? " --locked" : ""} --bin ${program.name}`, "likely", at),
    startCommand: fact([`./${program.name}`], "likely", begins),
    testCommand: fact("cargo test", "guess", at),
    lintCommand: fact("cargo clippy", "guess", at),
    ...(port && { port }),
    ...(listening.bind && { bind: listening.bind }),
    ...(health && { health: fact(health.path, "likely", health.at) }),
    ...(readiness && { readiness: fact(readiness.path, "likely", readiness.at) }),
    environment,
    services: servicesAmong(
      [...rustServices(own.manifest.crates, own.file, sources), ...(await localServices(folder, own))],
      environment,
    ),
    writes: [],
    ecosystem: {
      kind: "rust",
      root: own.root,
      package: own.name,
      binary: program.name,
      locked: own.locked,
      ...(own.openssl && { openssl: true }),
    },
  };
}

/** What the packages of the tree that it is made with ask for, also by way of others. */
async function localServices(folder: Folder, own: CargoPackage): Promise<readonly ServiceSign[]> {
  const signs: ServiceSign[] = [];
  const seen = new Set([folder.path]);
  const open = [{ path: folder.path, crates: own.manifest.crates }];
  for (let next = open.pop(); next !== undefined && seen.size < MOST_LOCAL; next = open.pop()) {
    for (const crate of next.crates) {
      const path = crate.path === undefined ? undefined : resolved(next.path, crate.path);
      if (path === undefined || seen.has(path) || !folder.members.includes(path)) continue;
      seen.add(path);
      const other = await readCargoPackage(folder.memberAt(path));
      if (other === undefined) continue;
      signs.push(...rustServices(other.manifest.crates, other.file, []));
      open.push({ path, crates: other.manifest.crates });
    }
  }
  return signs;
}

/** How many packages of the tree are followed from one program. */
const MOST_LOCAL = 30;

/** Where Rocket's settings say that it listens, or those of a program whose code names no port. */
async function withSettings(
  folder: Folder,
  own: CargoPackage,
  code: Listening,
  framework: string | undefined,
): Promise<Listening> {
  if (code.at === undefined) return code;
  if (framework === "rocket") return withRocket(folder, own, code);
  const isWritten = own.manifest.crates.some(({ name }) => /^(?:config|figment|twelf)$/u.test(name));
  return code.port === undefined && isWritten ? { ...code, ...(await settingsListening(folder)) } : code;
}

async function withRocket(folder: Folder, own: CargoPackage, code: Listening): Promise<Listening> {
  const line = own.manifest.crates.find(({ name }) => name === "rocket")?.line ?? 1;
  const settings = await rocketListening(folder, { file: own.file, line });
  return { ...code, port: settings.port, bind: settings.bind };
}

/** Rocket takes its address from a variable: what its container needs that Rocket.toml does not say. */
function opening({ bind }: Listening, framework: Fact<string> | undefined): readonly Fact<Variable>[] {
  if (framework?.value !== "rocket" || bind === undefined || !isLoopback(bind.value)) return [];
  return [{ ...bind, value: { name: "ROCKET_ADDRESS", required: false, secret: false, default: "0.0.0.0" } }];
}
