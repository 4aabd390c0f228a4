import type { Service, Variable } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { type EnvEntry, ENV_EXAMPLES, readEnvFile } from "../shared/envFile.ts";
import { evidence, fact } from "../shared/evidence.ts";
import type { Route } from "../shared/probePaths.ts";
import { servicesAmong, type ServiceSign } from "../shared/services.ts";
import { fromRoot, type Source, sourcesOf } from "../shared/sources.ts";
import { variablesAmong, type VariableReading } from "../shared/variables.ts";
import { codeRoutes } from "./codeRoutes.ts";
import { usualEntry } from "./entryFile.ts";
import { environmentReads } from "./environmentReads.ts";
import { withoutComments } from "./javascriptCode.ts";
import { type Listening, listeningOf } from "./listening.ts";
import { codeSigns, packageSigns, readPrisma } from "./nodeServices.ts";
import type { PackageSubject } from "./packageSubject.ts";
import { reachableFrom } from "./reachable.ts";
import { folderOf, writtenFolders } from "./writtenFolders.ts";

/** What a package's code says, and that of the packages of the tree that it depends on. */
export interface NodeCode {
  readonly listening: Listening;
  /** Whether something listens in the packages of the tree that it depends on. */
  readonly listensBelow: boolean;
  readonly routes: readonly Route<Evidence>[];
  readonly environment: readonly Fact<Variable>[];
  readonly services: readonly Fact<Service>[];
  readonly writes: readonly Fact<string>[];
  /** What `.env.example` and its like list. */
  readonly example: readonly (EnvEntry & { readonly file: string })[];
}

const ENDINGS = [".ts", ".js", ".mjs", ".cjs", ".mts", ".cts", ".tsx", ".jsx"];
/** How many files are read of a package's own code, and of each that it depends on. */
const MOST = 40;
const MOST_OF_OTHERS = 15;
/** Settings of test runners, builders and linters say nothing about the application. */
const OF_TOOLS =
  /\.min\.js$|(?:^|\/)(?:jest|vitest|playwright|cypress|eslint|postcss|tailwind|webpack|rollup|babel|commitlint|prettier|tsup)\.\w*\.?[cm]?[jt]s$/u;

/**
 * Reads the code of a package; `entry` is the source that is started, from its folder. With `whole`, code runs by where
 * it lies, too, as routes in folders do, and not only what the entry imports.
 */
export async function nodeCode(subject: PackageSubject, entry: string | undefined, whole = false): Promise<NodeCode> {
  const { folder, local, packages } = subject;
  const own = await plainSources(subject, folder.path, { most: MOST, entry, whole });
  const others = (await Promise.all(local.map((path) => plainSources(subject, path, { most: MOST_OF_OTHERS })))).flat();
  const all = [...own, ...others];
  const prisma = await prismaOf(subject);
  const example = await examplesOf(subject);
  const listed = example.map(({ name, file, line }): VariableReading => ({
    name,
    optional: true,
    at: evidence(file, line, `lists ${name}`),
  }));
  const readings = [...environmentReads(all), ...prisma.variables];
  const environment = variablesAmong([...readings, ...listed.filter(({ name }) => name !== "NODE_ENV")]);
  const manifests = [subject.manifest, ...local.flatMap((path) => packages.at.get(path) ?? [])];
  const signs: readonly ServiceSign[] = [...prisma.signs, ...codeSigns(all), ...manifests.flatMap(packageSigns)];
  return {
    listening: listeningOf(own, subject.install.manager === "bun"),
    listensBelow: listeningOf(others).listens,
    routes: codeRoutes(own),
    environment,
    services: servicesAmong(signs, environment),
    writes: [...writtenFolders(own), ...prisma.writes],
    example,
  };
}

/** What is started and what it imports, then files of telling names; where nothing is started, the nearest ones. */
async function plainSources(
  { folder }: PackageSubject,
  path: string,
  { most, entry, whole = false }: { most: number; entry?: string | undefined; whole?: boolean },
): Promise<readonly Source[]> {
  const at = path === folder.path ? folder : folder.memberAt(path);
  const start = entry ?? (path === folder.path ? undefined : usualEntry(at));
  const first = start === undefined ? [] : await reachableFrom(at, start, most);
  const wanted = { endings: ENDINGS, first, onlyTelling: start !== undefined && !whole, most };
  const sources = await sourcesOf(at, wanted);
  return sources.filter((one) => !OF_TOOLS.test(one.path)).map((one) => ({ ...one, text: withoutComments(one.text) }));
}

interface PrismaFacts {
  readonly signs: readonly ServiceSign[];
  readonly variables: readonly VariableReading[];
  readonly writes: readonly Fact<string>[];
}

async function prismaOf({ folder, local }: PackageSubject): Promise<PrismaFacts> {
  const places = [folder.path, ...local].flatMap((path) =>
    ["prisma/schema.prisma", "schema.prisma", "prisma/schema/schema.prisma"].map((name) => fromRoot({ path }, name)),
  );
  const texts = await Promise.all(places.map(async (file) => ({ file, text: await folder.root.read(file) })));
  const found = texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, ...readPrisma(file, text) }]));
  const writes = found.flatMap(({ file, sqlite }) => {
    // The path counts from the schema.
    const written = sqlite === undefined ? undefined : folderOf(`prisma/${sqlite.replace(/^\.\//u, "")}`, "file");
    return written === undefined
      ? []
      : [fact(written, "likely", evidence(file, 1, `keeps its database in ${written}`))];
  });
  return { signs: found.flatMap((one) => one.signs), variables: found.flatMap((one) => one.variables), writes };
}

async function examplesOf({ folder }: PackageSubject): Promise<NodeCode["example"]> {
  const files = ENV_EXAMPLES.map((name) => fromRoot(folder, name));
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await folder.root.read(file) })));
  return texts.flatMap(({ file, text }) =>
    text === undefined ? [] : readEnvFile(text).map((one) => ({ ...one, file })),
  );
}
