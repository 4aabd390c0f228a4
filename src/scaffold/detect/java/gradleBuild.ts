import { joinPath, lastStep, parentOf } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { wrapperOf } from "./wrapperOf.ts";
import { evidence } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { gradleLibraries, type GradlePlugin, gradlePlugins } from "./gradleNames.ts";
import { type GradleStatement, gradleStatements } from "./gradleScript.ts";
import { type JavaBuild, javaRelease, type Named, type Setting } from "./javaBuild.ts";
import { readVersionCatalog, type VersionCatalog } from "./versionCatalog.ts";

export const GRADLE_SCRIPTS = ["build.gradle.kts", "build.gradle"];
export const GRADLE_SETTINGS = ["settings.gradle.kts", "settings.gradle"];

/** Statements of one script that count for a member. */
interface Part {
  readonly file: string;
  readonly statements: readonly GradleStatement[];
}

const RELEASES: readonly RegExp[] = [
  /JavaLanguageVersion\.of\(([^)]+)\)/u,
  /\bjvmToolchain\s*\(([^)]+)\)/u,
  /\boptions\.release(?:\.set\s*\(|\s*=)\s*(.+)/u,
  /^(?:java\.)?sourceCompatibility\s*=?\s*(.+)/u,
  /^(?:java\.)?targetCompatibility\s*=?\s*(.+)/u,
];
const MAIN_CLASS =
  /\bmainClass(?:Name)?(?:\.set\s*\(|\s*=)\s*["']([\w.$]+)["']|["']Main-Class["']\s*(?:to|:)\s*["']([\w.$]+)["']/u;
const SHADOW = /^(?:com\.github\.johnrengelman\.shadow|com\.gradleup\.shadow|io\.ktor\.plugin)$/u;
const LINTERS = [
  ["com.diffplug.spotless", "spotlessCheck"],
  ["org.jlleitschuh.gradle.ktlint", "ktlintCheck"],
  ["io.gitlab.arturbosch.detekt", "detekt"],
  ["dev.detekt", "detekt"],
  ["checkstyle", "checkstyleMain"],
  ["pmd", "pmdMain"],
] as const;

/** What Gradle's scripts say about the member in a folder; undefined where it has no script of its own. */
export async function readGradleBuild(folder: Folder): Promise<JavaBuild | undefined> {
  const name = GRADLE_SCRIPTS.find((one) => folder.has(one));
  const text = name === undefined ? undefined : await folder.read(name);
  if (name === undefined || text === undefined) return undefined;
  const settings = folder.nearest(...GRADLE_SETTINGS)?.path;
  const root = settings === undefined ? folder.path : parentOf(settings);
  const catalog = readVersionCatalog(await folder.nearest("gradle/libs.versions.toml")?.read());
  const file = fromRoot(folder, name);
  const parts = [{ file, statements: own(gradleStatements(text)) }, ...(await shared(folder, root, text, file))];
  const all = await withConventions(folder, parts, catalog);
  const plugins = all
    .flatMap((part) => gradlePlugins(part.file, part.statements, catalog))
    .filter((one) => one.applied);
  const release = releaseOf(all, catalog);
  const mainClass = mainClassOf(all);
  const lint = lintOf(plugins);
  return {
    tool: "gradle",
    file,
    root,
    ...(await wrapperOf(folder, "gradle")),
    plugins: await withVersions(folder, root, plugins, catalog),
    dependencies: all.flatMap((part) => gradleLibraries(part.file, part.statements, catalog)),
    ...(release !== undefined && { release }),
    ...(mainClass !== undefined && { mainClass }),
    archive: archiveOf(parts[0]?.statements ?? [], plugins, await projectName(folder, root)),
    isWar: plugins.some(({ id }) => id === "war"),
    aggregatesOnly: false,
    ...(lint !== undefined && { lint }),
  };
}

/** A script's statements for its own project, not those that it gives to the projects below. */
function own(statements: readonly GradleStatement[]): readonly GradleStatement[] {
  return statements.filter(({ blocks }) => !/^(?:subprojects|configure\b|project\s*\()/u.test(blocks[0] ?? ""));
}

/** What the root's script gives to all its projects, or to those below it. */
async function shared(folder: Folder, root: string, text: string, file: string): Promise<readonly Part[]> {
  if (root === folder.path) return [];
  const name = GRADLE_SCRIPTS.map((one) => joinPath(root, one)).find((one) => folder.root.has(one));
  const above = name === undefined || name === file ? undefined : await folder.root.read(name);
  if (name === undefined || above === undefined || above === text) return [];
  const statements = gradleStatements(above).flatMap((one) =>
    /^(?:subprojects|allprojects|configure\b)/u.test(one.blocks[0] ?? "")
      ? { ...one, blocks: one.blocks.slice(1) }
      : [],
  );
  return [{ file: name, statements }];
}

/** With the precompiled scripts, such as `buildSrc/src/main/kotlin/shop.service.gradle.kts`, that plugins stand for. */
async function withConventions(
  folder: Folder,
  parts: readonly Part[],
  catalog: VersionCatalog,
): Promise<readonly Part[]> {
  const all = [...parts];
  const seen = new Set<string>();
  for (let index = 0; index < all.length && index < 10; index += 1) {
    const part = all[index];
    if (part === undefined) break;
    for (const { id } of gradlePlugins(part.file, part.statements, catalog)) {
      const path = seen.has(id) || !/^[\w.-]+$/u.test(id) ? undefined : conventionFile(folder.root, id);
      seen.add(id);
      const text = path === undefined ? undefined : await folder.root.read(path);
      if (path !== undefined && text !== undefined) all.push({ file: path, statements: gradleStatements(text) });
    }
  }
  return all;
}

function conventionFile(root: Folder, id: string): string | undefined {
  const folders = [
    "buildSrc",
    "build-logic",
    "build-logic/convention",
    "build-logic/conventions",
    "buildLogic",
    "gradle/plugins",
  ];
  return folders
    .flatMap((one) => [`${one}/src/main/kotlin/${id}.gradle.kts`, `${one}/src/main/groovy/${id}.gradle`])
    .find((one) => root.has(one));
}

/** Versions of plugins that only the root's script or the settings name. */
async function withVersions(
  folder: Folder,
  root: string,
  plugins: readonly GradlePlugin[],
  catalog: VersionCatalog,
): Promise<readonly Named[]> {
  if (plugins.every(({ version }) => version !== undefined)) return plugins;
  const names = [...GRADLE_SCRIPTS, ...GRADLE_SETTINGS].map((one) => joinPath(root, one));
  const known: GradlePlugin[] = [];
  for (const name of names.filter((one) => folder.root.has(one))) {
    known.push(...gradlePlugins(name, gradleStatements((await folder.root.read(name)) ?? ""), catalog));
  }
  return plugins.map((one) => {
    const version = one.version ?? known.find((other) => other.id === one.id && other.version !== undefined)?.version;
    return { id: one.id, at: one.at, ...(version !== undefined && { version }) };
  });
}

function releaseOf(parts: readonly Part[], catalog: VersionCatalog): JavaBuild["release"] {
  for (const form of RELEASES) {
    for (const { file, statements } of parts) {
      for (const { text, line } of statements) {
        const written = form.exec(text)?.[1];
        const value = written === undefined ? undefined : javaRelease(resolved(written, statements, catalog));
        if (value !== undefined) {
          return { value, at: evidence(file, line, `is built for Java ${value}`), confidence: "certain" };
        }
      }
    }
  }
  return undefined;
}

/** What is written there, or what the catalogue or a variable of the script has for it. */
function resolved(written: string, statements: readonly GradleStatement[], catalog: VersionCatalog): string {
  const alias = /libs\.versions\.([\w.]+?)(?:\.get\(|\.asProvider|$)/u.exec(written)?.[1];
  if (alias !== undefined) return catalog.versions.get(alias.replace(/\.get$/u, "")) ?? "";
  const name = /^([A-Za-z_]\w*)(?:\.toInt\()?$/u.exec(written.trim())?.[1];
  if (name === undefined) return written;
  const setting = new RegExp(String.raw`^(?:val|def|ext\.|var)?\s*${name}\s*=\s*(.+)`, "u");
  return statements.map(({ text }) => setting.exec(text)?.[1]).find((one) => one !== undefined) ?? "";
}

function mainClassOf(parts: readonly Part[]): Setting | undefined {
  for (const { file, statements } of parts) {
    for (const { text, line } of statements) {
      const [, set, manifest] = MAIN_CLASS.exec(text) ?? [];
      const value = set ?? manifest;
      if (value !== undefined) return { value, at: evidence(file, line, `starts ${value}`) };
    }
  }
  return undefined;
}

function lintOf(plugins: readonly Named[]): JavaBuild["lint"] {
  for (const [id, task] of LINTERS) {
    const plugin = plugins.find((one) => one.id === id);
    if (plugin !== undefined) return { task, at: plugin.at };
  }
  return undefined;
}

/** The name that the script gives to its archive, or that Gradle makes of name and version; else every archive. */
function archiveOf(
  statements: readonly GradleStatement[],
  plugins: readonly Named[],
  project: string | undefined,
): string {
  const form = /\barchiveFileName(?:\.set\s*\(|\s*=)\s*["']([\w.-]+)["']/u;
  const fileName = statements.map(({ text }) => form.exec(text)?.[1]).find((one) => one !== undefined);
  if (fileName !== undefined) return `build/libs/${fileName}`;
  const suffix = plugins.some(({ id }) => SHADOW.test(id)) ? "-all" : "";
  const version = statements
    .map(({ text, blocks }) =>
      blocks.length === 0 ? /^version\s*=?\s*["']([\w.-]+)["']$/u.exec(text)?.[1] : undefined,
    )
    .find((one) => one !== undefined);
  const isRenamed = statements.some(({ text }) =>
    /\barchive(?:BaseName|sName|sBaseName|Version|Classifier)\b/u.test(text),
  );
  const isKnown = project !== undefined && version !== undefined && !isRenamed;
  return isKnown ? `build/libs/${project}-${version}${suffix}.jar` : `build/libs/*${suffix}.jar`;
}

/** The project's name: a root's is in the settings, any other's is its folder's. Only what needs no quotes. */
async function projectName(folder: Folder, root: string): Promise<string | undefined> {
  const near = root === folder.path ? folder.nearest(...GRADLE_SETTINGS) : undefined;
  const name = near === undefined ? lastStep(folder.path) : rootName((await near.read()) ?? "");
  return name !== undefined && /^[\w-]+$/u.test(name) ? name : undefined;
}

/** The name that a text of settings gives to the root's project. */
export function rootName(settings: string): string | undefined {
  const form = /^rootProject\.name\s*=\s*["']([^"']{1,100})["']/u;
  return gradleStatements(settings)
    .map(({ text }) => form.exec(text)?.[1])
    .find((one) => one !== undefined);
}
