import { joinPath, parentOf, resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { wrapperOf } from "./wrapperOf.ts";
import { fromRoot } from "../shared/sources.ts";
import { elementsAt, elementText, type XmlElement } from "../shared/xml.ts";
import { type JavaBuild, javaRelease, type Named, named, type Setting } from "./javaBuild.ts";
import { filledIn, nearestElement, placeOf, type Pom, type PomChain, readPoms } from "./pom.ts";

const APACHE = "org.apache.maven.plugins";
const BOOT = "org.springframework.boot:spring-boot-maven-plugin";
const SHADE = `${APACHE}:maven-shade-plugin`;
const ASSEMBLY = `${APACHE}:maven-assembly-plugin`;
const LINTERS = [
  ["com.diffplug.spotless:spotless-maven-plugin", "spotless:check"],
  [`${APACHE}:maven-checkstyle-plugin`, "checkstyle:check"],
  ["com.github.gantsign.maven:ktlint-maven-plugin", "ktlint:check"],
  [`${APACHE}:maven-pmd-plugin`, "pmd:check"],
] as const;
/** Where the Java release stands, the most telling first. */
const RELEASES: readonly (readonly string[])[] = [
  ["properties", "maven.compiler.release"],
  ["properties", "java.version"],
  ["properties", "maven.compiler.source"],
  ["properties", "maven.compiler.target"],
  ["properties", "jdk.version"],
  ["properties", "kotlin.compiler.jvmTarget"],
];

/** What pom.xml says about the member in a folder; undefined where it is missing, "broken" where it is no pom. */
export async function readMavenBuild(folder: Folder): Promise<JavaBuild | "broken" | undefined> {
  if (!folder.has("pom.xml")) return undefined;
  const file = fromRoot(folder, "pom.xml");
  const chain = await readPoms(folder.root, file);
  if (chain === undefined) return "broken";
  const plugins = pluginsOf(chain);
  const packaging = elementText(chain.own.project, "packaging") ?? "jar";
  const release = releaseOf(chain, plugins);
  const mainClass = mainClassOf(chain);
  const lint = lintOf(plugins);
  const dependencies = dependenciesOf(chain);
  return {
    tool: "maven",
    file,
    root: await rootOf(folder),
    ...(await wrapperOf(folder, "maven")),
    plugins,
    dependencies,
    ...(release !== undefined && { release }),
    ...(mainClass !== undefined && { mainClass }),
    archive: archiveOf(chain, plugins, packaging),
    isWar: packaging === "war",
    aggregatesOnly: packaging === "pom",
    ...(lint !== undefined && { lint }),
  };
}

function poms({ own, parents }: PomChain): readonly Pom[] {
  return [own, ...parents];
}

/** Plugins that are used, those of the parents too; and a parent that is no pom of the tree, as what it brings. */
function pluginsOf(chain: PomChain): readonly Named[] {
  return poms(chain).flatMap((pom) => [
    ...elementsAt(pom.project, "build", "plugins", "plugin").map((one) => namedIn(chain, pom, one, APACHE, "uses")),
    ...elementsAt(pom.project, "parent").map((one) => namedIn(chain, pom, one, "", "has the parent")),
  ]);
}

function dependenciesOf(chain: PomChain): readonly Named[] {
  return poms(chain).flatMap((pom) =>
    elementsAt(pom.project, "dependencies", "dependency")
      .filter((one) => !/^(?:test|provided|system|import)$/u.test(elementText(one, "scope") ?? ""))
      .map((one) => namedIn(chain, pom, one, "", "depends on")),
  );
}

function namedIn(chain: PomChain, pom: Pom, element: XmlElement, group: string, verb: string): Named {
  const part = (name: string): string | undefined => {
    const text = elementText(element, name);
    return text === undefined ? undefined : filledIn(chain, text);
  };
  const id = `${part("groupId") ?? group}:${part("artifactId") ?? ""}`;
  const version = part("version");
  return { id, ...(version !== undefined && { version }), at: placeOf(pom, element, `${verb} ${id}`) };
}

function releaseOf(chain: PomChain, plugins: readonly Named[]): JavaBuild["release"] {
  const configured = compilerSettings(chain);
  const properties = RELEASES.map((path) => nearestElement(chain, ...path));
  // `java.version` means something only to parents such as Spring's, or where another setting uses it.
  const settings = [...configured, ...properties].filter((one) => one !== undefined);
  for (const { value: written, at } of settings) {
    const value = javaRelease(written);
    if (value !== undefined) return { value, at, confidence: "certain" };
  }
  const boot = named(plugins, "org.springframework.boot:spring-boot-starter-parent");
  const major = Number(/^\d+/u.exec(boot?.version ?? "")?.[0] ?? Number.NaN);
  if (boot === undefined || Number.isNaN(major)) return undefined;
  return { value: major >= 3 ? "17" : "8", at: boot.at, confidence: "guess" };
}

/** `<release>` or `<source>` of the compiler's own settings. */
function compilerSettings(chain: PomChain): readonly Setting[] {
  return poms(chain).flatMap((pom) =>
    [
      ...elementsAt(pom.project, "build", "plugins", "plugin"),
      ...elementsAt(pom.project, "build", "pluginManagement", "plugins", "plugin"),
    ]
      .filter((plugin) => elementText(plugin, "artifactId") === "maven-compiler-plugin")
      .flatMap((plugin) => ["release", "source"].flatMap((name) => elementsAt(plugin, "configuration", name)))
      .map((element) => {
        const value = filledIn(chain, element.text);
        return { value, at: placeOf(pom, element, `is built for Java ${value}`) };
      }),
  );
}

/** The class that a plugin is told to start, wherever in its settings that stands. */
function mainClassOf(chain: PomChain): Setting | undefined {
  for (const pom of poms(chain)) {
    for (const plugin of elementsAt(pom.project, "build", "plugins", "plugin")) {
      const element = deepElement(plugin, /^(?:mainClass|Main-Class)$/u);
      const value = element === undefined ? "" : filledIn(chain, element.text);
      if (element !== undefined && /^[\w.$]+$/u.test(value))
        return { value, at: placeOf(pom, element, `starts ${value}`) };
    }
  }
  for (const name of ["start-class", "exec.mainClass", "main.class", "mainClass"]) {
    const property = nearestElement(chain, "properties", name);
    if (property !== undefined && /^[\w.$]+$/u.test(property.value)) return property;
  }
  return undefined;
}

function deepElement(element: XmlElement, name: RegExp): XmlElement | undefined {
  for (const child of element.children) {
    const found = name.test(child.name) && child.text !== "" ? child : deepElement(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function archiveOf(chain: PomChain, plugins: readonly Named[], packaging: string): string {
  const artifact = elementText(chain.own.project, "artifactId") ?? "*";
  const version = elementText(chain.own.project, "version") ?? elementText(chain.own.project, "parent", "version");
  const base =
    nearestElement(chain, "build", "finalName")?.value ??
    `${artifact}-${version === undefined ? "*" : filledIn(chain, version)}`;
  // A property that a profile or the command line sets.
  const name = base.includes("${") || /[^\w.*-]/u.test(base) ? "*" : base;
  return `target/${name}${suffixOf(chain, plugins)}.${packaging === "war" ? "war" : "jar"}`;
}

/** What stands behind the runnable archive's name, where it is built beside the plain one. */
function suffixOf(chain: PomChain, plugins: readonly Named[]): string {
  if (named(plugins, BOOT) !== undefined) {
    const classifier = pluginSetting(chain, "spring-boot-maven-plugin", "classifier");
    return classifier === undefined ? "" : `-${classifier}`;
  }
  if (named(plugins, SHADE) !== undefined) {
    const attached = pluginSetting(chain, "maven-shade-plugin", "shadedArtifactAttached") === "true";
    return attached ? `-${pluginSetting(chain, "maven-shade-plugin", "shadedClassifierName") ?? "shaded"}` : "";
  }
  const isAssembly =
    named(plugins, ASSEMBLY) !== undefined &&
    pluginSetting(chain, "maven-assembly-plugin", "appendAssemblyId") !== "false";
  return isAssembly ? "-jar-with-dependencies" : "";
}

function pluginSetting(chain: PomChain, artifact: string, name: string): string | undefined {
  for (const pom of poms(chain)) {
    const plugin = elementsAt(pom.project, "build", "plugins", "plugin").find(
      (one) => elementText(one, "artifactId") === artifact,
    );
    const element = plugin === undefined ? undefined : deepElement(plugin, new RegExp(`^${name}$`, "u"));
    if (element !== undefined) return filledIn(chain, element.text);
  }
  return undefined;
}

function lintOf(plugins: readonly Named[]): JavaBuild["lint"] {
  for (const [id, task] of LINTERS) {
    const plugin = named(plugins, id);
    if (plugin !== undefined) return { task, at: plugin.at };
  }
  return undefined;
}

/** The topmost folder above whose pom's modules lead to this one. */
async function rootOf(folder: Folder): Promise<string> {
  let root = folder.path;
  for (let above = root; above !== ".";) {
    above = parentOf(above);
    const file = joinPath(above, "pom.xml");
    const chain = folder.root.has(file) ? await readPoms(folder.root, file) : undefined;
    const modules = chain === undefined ? [] : modulesOf(chain.own);
    if (modules.some((one) => moduleFolder(above, one) === root)) root = above;
  }
  return root;
}

function moduleFolder(above: string, module: string): string | undefined {
  return resolved(above, module.replace(/\/?pom\.xml$/u, ""));
}

/** Modules that a pom holds together, those of its profiles too. */
export function modulesOf({ project }: Pom): readonly string[] {
  const modules = [
    ...elementsAt(project, "modules", "module"),
    ...elementsAt(project, "profiles", "profile", "modules", "module"),
  ];
  return modules.map(({ text }) => text);
}
