import { parentOf, relativePath, wayUp } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { JavaFacts } from "../../facts/ecosystemFacts.ts";
import { shellWord } from "../shared/shellPath.ts";
import type { JavaBuild } from "./javaBuild.ts";

/** Shell lines for the application's folder that build and test it with its own tool. */
export interface JavaCommands {
  readonly build: string;
  readonly test: string;
  readonly lint?: string;
}

/** The commands of the application in a folder. `needsLibraries` is whether its libraries must be put beside it. */
export function javaCommands(
  build: JavaBuild,
  path: string,
  packaging: JavaFacts["packaging"],
  gradleTask: string,
  needsLibraries: boolean,
): JavaCommands {
  const run = build.tool === "gradle" ? gradleLine(build, path) : mavenLine(build, path);
  const lint = build.lint === undefined ? undefined : run(build.lint.task);
  if (build.tool === "gradle")
    return { build: run(gradleTask), test: run("test"), ...(lint !== undefined && { lint }) };
  const copies =
    packaging === "plain-jar" && needsLibraries ? " dependency:copy-dependencies -DincludeScope=runtime" : "";
  return { build: `${run("package")} -DskipTests${copies}`, test: run("test"), ...(lint !== undefined && { lint }) };
}

function gradleLine({ wrapper }: JavaBuild, path: string): (task: string) => string {
  const program = wrapper === undefined ? "gradle" : `${wayUp(path, parentOf(wrapper))}/gradlew`;
  return (task) => `${program} ${task}`;
}

/** A module is built from the root, with the modules that it needs. */
function mavenLine({ wrapper, root }: JavaBuild, path: string): (goal: string) => string {
  const program = wrapper === undefined ? "mvn" : `${wayUp(path, parentOf(wrapper))}/mvnw`;
  if (root === path) return (goal) => `${program} -B ${goal}`;
  const module = relativePath(root, path);
  return (goal) => `${program} -B -f ${wayUp(path, root)}/pom.xml -pl ${shellWord(module)} -am ${goal}`;
}

/** How the archive is started. A pattern needs a shell. */
export function javaStart(
  packaging: JavaFacts["packaging"],
  archive: string,
  libraries: string | undefined,
  mainClass: string | undefined,
): CommandLine {
  if (packaging === "quarkus") return ["java", "-jar", `${archive}/quarkus-run.jar`];
  if (packaging === "plain-jar" && mainClass !== undefined) {
    return ["java", "-cp", libraries === undefined ? archive : `${archive}:${libraries}`, mainClass];
  }
  return archive.includes("*") ? ["sh", "-c", `exec java -jar ${archive}`] : ["java", "-jar", archive];
}
