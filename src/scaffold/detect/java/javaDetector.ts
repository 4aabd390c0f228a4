import { parentOf } from "../../../base/treePath.ts";
import type { Detector, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { fromRoot } from "../shared/sources.ts";
import { GRADLE_SCRIPTS, GRADLE_SETTINGS, readGradleBuild } from "./gradleBuild.ts";
import { gradleStatements } from "./gradleScript.ts";
import { javaApplication } from "./javaApplication.ts";
import { type JavaBuild, named } from "./javaBuild.ts";
import { readPoms } from "./pom.ts";
import { modulesOf, readMavenBuild } from "./mavenBuild.ts";

/** Plugins whose members are not started as programs of a server. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^com\.android\./u, "it is built for Android"],
  [
    /^(?:java-gradle-plugin|kotlin-dsl|groovy-gradle-plugin|org\.gradle\.kotlin\.kotlin-dsl)$/u,
    "it is a plugin of Gradle",
  ],
  [/^(?:java-platform|version-catalog)$/u, "it only lists versions"],
];

/** Java and Kotlin, built by Maven or Gradle. */
export const javaDetector: Detector = {
  ecosystem: "java",
  markers: ["pom.xml", ...GRADLE_SCRIPTS],
  async detect(folder) {
    if (/(?:^|\/)(?:buildSrc|build-logic|buildLogic)(?:\/|$)/u.test(folder.path)) {
      return { is: "library", why: "it is a part of how the others are built", problems: [] };
    }
    const build = (await readMavenBuild(folder)) ?? (await readGradleBuild(folder));
    if (build === "broken") return brokenPom(folder);
    return build === undefined ? { is: "nothing", problems: [] } : memberOf(folder, build);
  },
  async workspaces(folder) {
    return (await mavenWorkspace(folder)) ?? gradleWorkspace(folder);
  },
};

async function memberOf(folder: Folder, build: JavaBuild): Promise<Member> {
  if (build.aggregatesOnly) return { is: "nothing", problems: [] };
  for (const [form, why] of NOT_RUN)
    if (named(build.plugins, form) !== undefined) return { is: "library", why, problems: [] };
  const hasSources = folder.files.some((path) => path.startsWith("src/") && /\.(?:java|kt|groovy|scala)$/u.test(path));
  if (!hasSources && build.root === folder.path && build.tool === "gradle") return { is: "nothing", problems: [] };
  const found = await javaApplication(folder, build);
  if (found === undefined) return { is: "library", why: "nothing in it starts an application", problems: [] };
  return { is: "application", ...found };
}

function brokenPom(folder: Folder): Member {
  const file = fromRoot(folder, "pom.xml");
  const message = `${file} is not a Maven project that can be read. Correct it, for nothing is known about this folder without it.`;
  const evidence = [{ file, line: 1, says: "is no XML of a Maven project" }];
  return { is: "nothing", problems: [{ reason: "Unreadable", path: folder.path, message, evidence }] };
}

async function mavenWorkspace(folder: Folder): Promise<{ tool: string; root: string } | undefined> {
  if (!folder.has("pom.xml")) return undefined;
  const chain = await readPoms(folder.root, fromRoot(folder, "pom.xml"));
  if (chain === undefined || modulesOf(chain.own).length === 0) return undefined;
  return { tool: "maven", root: folder.path };
}

async function gradleWorkspace(folder: Folder): Promise<{ tool: string; root: string } | undefined> {
  const near = folder.nearest(...GRADLE_SETTINGS);
  const text = await near?.read();
  if (near === undefined || text === undefined) return undefined;
  const holds = gradleStatements(text).some((one) => /^include(?:Build)?\b/u.test(one.text));
  return holds ? { tool: "gradle", root: parentOf(near.path) } : undefined;
}
