import { joinPath, lastStep, relativePath, resolved, wayUp } from "../../../base/treePath.ts";
import { at as valueAt, mapAt, textAt } from "../../../core/read/value.ts";
import type { Folder } from "../folder.ts";
import { readJson } from "../shared/json.ts";
import { fromRoot } from "../shared/sources.ts";
import { withoutComments } from "./javascriptCode.ts";

/** A project of an Nx workspace that has no package.json with scripts of its own. */
export interface NxProject {
  readonly name: string;
  /** What tells its kind: `node` is bundled or compiled and run, `site` is built into files. */
  readonly kind: "node" | "next" | "site" | "angular" | "library" | "tests";
  /** What is started, from its folder. */
  readonly main?: string;
  /** Where its build goes, from its folder. */
  readonly output: string;
  /** The file that is run after the build, from its folder; of a `node` one. */
  readonly built?: string;
  /** The program that builds a site, where it is known. */
  readonly builder?: "vite" | "webpack";
  readonly file: string;
  /** The line of `project.json` that says of which type it is. */
  readonly line: number;
}

/** Whether a `project.json` is one of Nx: others have files of that name, too. */
export function isNxProject(text: string): boolean {
  const value = readJson(text)?.value;
  return (
    /^(?:application|library)$/u.test(textAt(value, "projectType") ?? "") ||
    (textAt(value, "$schema") ?? "").includes("nx/schemas/project-schema")
  );
}

/** Reads the `project.json` of a folder, else what its package.json says to Nx; undefined where both are missing or broken. */
export async function nxProjectAt(folder: Folder): Promise<NxProject | undefined> {
  const source = folder.has("project.json") ? "project.json" : "package.json";
  const json = readJson((await folder.read(source)) ?? "");
  if (json === undefined) return undefined;
  const value = source === "project.json" ? json.value : ofPackage(json.value);
  const name = textAt(value, "name") ?? lastStep(folder.path);
  const build = valueAt(value, "targets", "build") ?? valueAt(value, "architect", "build");
  const executor = textAt(build, "executor") ?? textAt(build, "builder") ?? "";
  const webpack = withoutComments((await folder.read("webpack.config.js")) ?? "");
  const main = mainOf(folder, textAt(value, "sourceRoot"), textAt(build, "options", "main"));
  const output = outputOf(folder, name, build, `${webpack}\n${await viteSettings(folder)}`);
  const found = { folder, value, executor, webpack, main };
  return {
    name,
    kind: kindOf(name, found),
    output,
    ...(main !== undefined && { main, built: builtFile(output, main, executor) }),
    ...(/vite/u.test(executor) || hasVite(folder) ? { builder: "vite" } : webpack === "" ? {} : { builder: "webpack" }),
    file: fromRoot(folder, source),
    line: json.line(...(source === "project.json" ? ["projectType"] : ["nx"])),
  };
}

/** A package that others import is a library, unless it says otherwise. */
function ofPackage(value: unknown): unknown {
  const isImported = Object.hasOwn(mapAt(value), "exports");
  const { nx, name } = mapAt(value);
  return { ...(isImported && { projectType: "library" }), ...(typeof name === "string" && { name }), ...mapAt(nx) };
}

interface Signs {
  readonly folder: Folder;
  readonly value: unknown;
  readonly executor: string;
  readonly webpack: string;
  readonly main: string | undefined;
}

function kindOf(name: string, { folder, value, executor, webpack, main }: Signs): NxProject["kind"] {
  const has = (pattern: RegExp): boolean => folder.files.some((path) => pattern.test(path));
  if (name.endsWith("-e2e") || has(/^(?:playwright|cypress)\.config\.\w+$/u)) return "tests";
  if (textAt(value, "projectType") === "library") return "library";
  if (executor.includes("next:") || has(/^next\.config\.\w+$/u)) return "next";
  if (/angular\S*:(?:application|browser|browser-esbuild|webpack-browser)$/u.test(executor)) return "angular";
  const target = textAt(value, "targets", "build", "options", "target");
  const isForNode = target === "node" || /\btarget\s*:\s*["'`]node["'`]/u.test(webpack);
  const isPage = has(/^(?:src\/)?index\.html$/u);
  if (!isForNode && isPage && (hasVite(folder) || webpack !== "" || /vite|web|react|rspack/u.test(executor)))
    return "site";
  return main === undefined ? "library" : "node";
}

function hasVite(folder: Folder): boolean {
  return folder.files.some((path) => /^vite\.config\.[cm]?[jt]s$/u.test(path));
}

async function viteSettings(folder: Folder): Promise<string> {
  const name = folder.files.find((path) => /^vite\.config\.[cm]?[jt]s$/u.test(path));
  return name === undefined ? "" : withoutComments((await folder.read(name)) ?? "");
}

/** The source that is started: what the build is given, else `main` in the folder of sources. Both count from the root. */
function mainOf(folder: Folder, sourceRoot: string | undefined, given: string | undefined): string | undefined {
  const source = relativePath(folder.path, sourceRoot ?? joinPath(folder.path, "src"));
  const written = given === undefined ? [] : [relativePath(folder.path, given.replace(/^\{projectRoot\}\//u, ""))];
  const usual = ["main", "server", "index"].flatMap((name) => [`${source}/${name}.ts`, `${source}/${name}.js`]);
  return [...written, ...usual].find((path) => folder.has(path));
}

/** From the options of the build, from what the bundler's settings resolve, else where Nx puts it. */
function outputOf(folder: Folder, name: string, build: unknown, settings: string): string {
  const { path } = folder;
  const option = textAt(build, "options", "outputPath") ?? textAt(build, "options", "outputPath", "base");
  const written =
    /\b(?:outDir|path)\s*:\s*(?:(?:path\.)?(?:join|resolve)\(\s*__dirname\s*,\s*)?["'`]([\w./-]{1,200})["'`]/u;
  const inSettings = resolved(path, written.exec(settings)?.[1] ?? "../".repeat(99));
  const fromRootOf = option
    ?.replace(/^\{workspaceRoot\}\//u, "")
    .replaceAll("{projectRoot}", path)
    .replaceAll("{projectName}", name);
  const whole = fromRootOf ?? inSettings ?? joinPath("dist", path);
  const plain = whole.replace(/^\.?\//u, "").replace(/\/+$/u, "");
  const isInside = plain === path || plain.startsWith(`${path}/`) || path === ".";
  return isInside ? relativePath(path, plain) : `${wayUp(path, ".")}/${plain}`;
}

/** Bundlers make one file; the compilers keep the folders of the sources. */
function builtFile(output: string, main: string, executor: string): string {
  const file = /:(?:tsc|swc)$/u.test(executor) ? main : lastStep(main);
  return `${output}/${file.replace(/\.[cm]?tsx?$/u, ".js")}`;
}

/** The folder of files of an Angular build: the newer builder puts what browsers get into one of its own. */
export function angularOutput(output: string, text: string): string {
  const build = valueAt(readJson(text)?.value, "targets", "build");
  return (textAt(build, "executor") ?? "").endsWith(":application") &&
    !Object.hasOwn(mapAt(build, "options"), "browserTarget")
    ? `${output}/browser`
    : output;
}
