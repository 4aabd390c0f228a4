import { joinPath, lastStep, relativePath } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import { copyInstruction, findName, joined } from "./instructions.ts";
import { nodeBuild } from "./nodeBuild.ts";
import { managerOf, type NodeInstall, nodeInstall } from "./nodeInstall.ts";
import type { Ingredients, Recipe } from "./recipe.ts";
import { outputOf, siteRecipe } from "./siteRecipe.ts";

/** An image of JavaScript that runs: production dependencies of one stage, what was built of another. */
export function nodeRecipe(ingredients: Ingredients<NodeFacts>): Recipe {
  const values = stagesOf(ingredients);
  const leftovers = leftoversOf(ingredients);
  if (ingredients.application.role.value === "site") {
    return { ...siteRecipe(ingredients, { ...values, template: "site" }, leftovers), ...neededOf(ingredients) };
  }
  const bun = ingredients.application.runtime.value.name === "bun";
  return {
    template: "node",
    values: { ...values, copies: copiesOf(ingredients, values.built), runtimePath: runtimePath(ingredients) },
    environment: { NODE_ENV: "production", ...FRAMEWORK_ENVIRONMENT[ingredients.application.framework?.value ?? ""] },
    command: commandOf(ingredients, bun),
    prober: bun ? "bun" : "node",
    startPeriod: 15,
    leftovers,
    ...neededOf(ingredients),
  };
}

/** Servers that bind to the loopback address only, or to the container's name, unless they are told. */
const FRAMEWORK_ENVIRONMENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  next: { HOSTNAME: "0.0.0.0", NEXT_TELEMETRY_DISABLED: "1" },
  nuxt: { HOST: "0.0.0.0" },
  astro: { HOST: "0.0.0.0" },
  remix: { HOST: "0.0.0.0" },
};

/** What the stages before the last have in common for servers, workers and sites. */
function stagesOf(ingredients: Ingredients<NodeFacts>) {
  const { application, facts, image } = ingredients;
  const install = nodeInstall(ingredients);
  const berry = managerOf(ingredients) === "yarn-berry";
  const { name, version } = application.runtime.value;
  const build = nodeBuild(ingredients);
  const workspace = ingredients.member !== ".";
  const tools =
    berry || install.tool !== undefined || facts.native.length > 0 || (facts.manager === "bun" && name !== "bun");
  return {
    image: name === "bun" ? image("bun", version).reference : image("node", version).reference,
    // Bun installs what Node.js runs: its own image does that, and the modules go on to Node's.
    installImage: facts.manager === "bun" && name !== "bun" ? image("bun").reference : undefined,
    install,
    berry,
    tools,
    from: tools ? "tools" : "base",
    native: facts.native,
    libraries: facts.prisma?.openssl === true ? ["openssl"] : [],
    compilers: ["g++", "make", "python3"],
    separate: workspace || berry || facts.installFiles.some((path) => relativePath(facts.root, path).includes("/")),
    keep: keepOf(facts, install, berry),
    reads: copyInstruction(install.reads, "./"),
    modules: facts.needsModules && application.role.value !== "site" && !isStandalone(ingredients),
    workdir: `/${joinPath("app", ingredients.member)}`,
    workspace,
    build: joined([...build.lines, ...keptClient(ingredients), ...afterwards(ingredients)]),
    built: build.lines.length > 0,
  };
}

/** What the last stage counts on: a folder that there need not be, or no packages but those it gets by itself. */
function afterwards(ingredients: Ingredients<NodeFacts>): readonly string[] {
  const { application, member } = ingredients;
  if (isStandalone(ingredients)) return ["mkdir -p public"];
  const everything = member !== "." || outputOf(application) === undefined;
  return everything && application.role.value !== "site"
    ? ["find /app -name node_modules -prune -exec rm -rf {} +"]
    : [];
}

/** The tests of `find` for the files that an install reads. */
function keepOf({ installFiles }: NodeFacts, install: NodeInstall, berry: boolean): string {
  const names = new Set([...install.reads, ...installFiles].map(lastStep));
  const tests = [...names].toSorted().map((name) => `! -name ${findName(name)}`);
  return [...tests, ...(berry ? ["! -path './.yarn/*'", "! -name .yarnrc.yml"] : [])].join(" ");
}

function isStandalone({ application, facts }: Ingredients<NodeFacts>): boolean {
  return application.framework?.value === "next" && facts.standalone === true && application.role.value !== "site";
}

/** Frameworks whose build holds everything but the packages of `node_modules`. */
const WHOLE_BUILDS: ReadonlySet<string> = new Set(["nest", "nuxt", "remix", "sveltekit", "astro"]);

/** The COPY instructions of the last stage. */
function copiesOf(ingredients: Ingredients<NodeFacts>, built: boolean): readonly string[] {
  const { application, facts, member } = ingredients;
  const output = built ? outputOf(application) : undefined;
  const inApp = (path: string) => `/${joinPath("app", joinPath(member, path))}`;
  if (isStandalone(ingredients)) {
    return [
      copyInstruction([inApp(".next/standalone")], "/app/", "build"),
      copyInstruction([inApp(".next/static")], "./.next/static/", "build"),
      copyInstruction([inApp("public")], "./public/", "build"),
    ];
  }
  const modules = facts.needsModules ? [modulesOf(member), ...clientOf(ingredients)] : [];
  if (member !== ".") return [...modules, built ? "COPY --from=build /app /app" : "COPY . /app"];
  const whole = !facts.needsModules || WHOLE_BUILDS.has(application.framework?.value ?? "");
  if (output === undefined) return [...modules, built ? "COPY --from=build /app ./" : "COPY . ./"];
  const code = whole ? "COPY package.json ./" : "COPY . ./";
  const made = [output, ...generatedBeside(facts, output)];
  return [...modules, code, ...made.map((folder) => copyInstruction([inApp(folder)], `./${folder}/`, "build"))];
}

/** Prisma's client within `node_modules`, where the packages of the last stage come from another stage than its own. */
function clientOf({ facts }: Ingredients<NodeFacts>): readonly string[] {
  return facts.prisma !== undefined && facts.prisma.output === undefined ? ["COPY --from=build /client /app/"] : [];
}

/** The same, put aside as it lies. pnpm keeps it with the package that it belongs to. */
function keptClient(ingredients: Ingredients<NodeFacts>): readonly string[] {
  const { facts, application } = ingredients;
  const copied = facts.needsModules && application.role.value !== "site" && !isStandalone(ingredients);
  if (!copied || clientOf(ingredients).length === 0) return [];
  const place = facts.manager === "pnpm" ? "node_modules/.pnpm/@prisma+client@*/node_modules" : "node_modules";
  return ["mkdir /client", `(cd /app && cp --recursive --parents ${place}/.prisma /client)`];
}

/** Prisma's client where it is written beside what is built. */
function generatedBeside({ prisma }: NodeFacts, output: string): readonly string[] {
  const folder = prisma?.output;
  return folder === undefined || folder === output || folder.startsWith(`${output}/`) ? [] : [folder];
}

function modulesOf(member: string): string {
  return member === "."
    ? "COPY --from=dependencies /app/node_modules ./node_modules/"
    : "COPY --from=dependencies /app /app";
}

/** Packages' programs are found by name where the start command is not an interpreter's. */
function runtimePath(ingredients: Ingredients<NodeFacts>): string | undefined {
  const first = commandOf(ingredients, false)[0] ?? "";
  if (/^(?:node|bun|npm|pnpm|yarn|sh|bash)$|\//u.test(first)) return undefined;
  return ingredients.member === "." ? "/app/node_modules/.bin" : "node_modules/.bin:/app/node_modules/.bin";
}

function commandOf(ingredients: Ingredients<NodeFacts>, bun: boolean): CommandLine {
  if (isStandalone(ingredients)) return ["node", "server.js"];
  const { application } = ingredients;
  const usual = application.framework?.value === "nuxt" ? ".output/server/index.mjs" : ".";
  return application.startCommand?.value ?? [bun ? "bun" : "node", usual];
}

function leftoversOf({ application, member, facts }: Ingredients<NodeFacts>): readonly string[] {
  const built = application.buildCommand === undefined ? [] : [outputOf(application) ?? "dist"];
  const folders = [member, ...facts.localDependencies.map((path) => relativePath(facts.root, path))];
  const output = folders.flatMap((folder) => built.map((name) => `/${joinPath(folder, name)}`));
  return [...MADE, ...output.filter((path) => !MADE.has(path.slice(1)))];
}

const MADE: ReadonlySet<string> = new Set([
  "node_modules",
  ".next",
  ".nuxt",
  ".output",
  ".turbo",
  ".nx",
  ".cache",
  "coverage",
  "*.tsbuildinfo",
]);

/** Of a workspace only the member itself, what it depends on and what an install reads. */
function neededOf({ facts, member }: Ingredients<NodeFacts>): Pick<Recipe, "needed"> {
  if (member === ".") return {};
  const files = [...facts.installFiles, ...(facts.lockFile === undefined ? [] : [facts.lockFile])];
  const folders = facts.localDependencies.map((path) => relativePath(facts.root, path));
  const settings = ["*.json", "*.js", "*.mjs", "*.cjs", "*.ts", "*.yaml"];
  return { needed: [...settings, ...files.map((path) => relativePath(facts.root, path)), member, ...folders] };
}
