import { joinPath } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { JavaFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** Java on a runtime image: libraries and code in layers of their own, because only the code changes often. */
export function javaRecipe(ingredients: Ingredients<JavaFacts>): Recipe {
  const { application, facts, image } = ingredients;
  const { version } = application.runtime.value;
  const packed = isWar(facts) ? "shadow-jar" : facts.packaging;
  const packaging = PACKAGINGS[packed];
  return {
    template: "java",
    values: {
      builder: builderOf(ingredients),
      image: image("java-jre", version).reference,
      cache: facts.tool === "maven" ? { id: "maven", target: "/root/.m2" } : { id: "gradle", target: "/root/.gradle" },
      build: facts.tool === "maven" ? mavenBuild(facts) : gradleBuild(facts),
      packaging: packed,
      artifact: artifactOf(facts),
      mainClass: facts.mainClass !== undefined,
      copies: packaging.copies,
    },
    environment: {
      JAVA_TOOL_OPTIONS: '"-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"',
    },
    command: packaging.command(facts.mainClass),
    prober: "bash",
    startPeriod: 60,
    leftovers: ["target", "build", ".gradle", "bin", "out"],
  };
}

function builderOf({ application, facts, image }: Ingredients<JavaFacts>): string {
  const { version } = application.runtime.value;
  if (facts.tool === "maven") return image("maven", version).reference;
  return image(facts.wrapper ? "java-jdk" : "gradle", version).reference;
}

function mavenBuild({ module, packaging }: JavaFacts): string {
  const only = module === "." ? "" : ` --projects=${escapes.shell(module)} --also-make`;
  const libraries =
    packaging === "plain-jar" ? " dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/out/lib" : "";
  return `mvn --batch-mode --no-transfer-progress -DskipTests${only} package${libraries}`;
}

const GRADLE_TASKS = {
  "boot-jar": "bootJar",
  quarkus: "quarkusBuild",
  "shadow-jar": "shadowJar",
  "plain-jar": "installDist",
};

function gradleBuild(facts: JavaFacts): string {
  const { module, wrapper } = facts;
  const project = module === "." ? "" : `:${module.replaceAll("/", ":")}:`;
  return `${wrapper ? "./gradlew" : "gradle"} --no-daemon ${escapes.shell(project + gradleTask(facts))}`;
}

/** A war of Spring Boot and a whole jar of Quarkus have tasks of their own. */
function gradleTask({ packaging, artifact }: JavaFacts): string {
  if (packaging === "shadow-jar" && artifact.endsWith("-runner.jar")) return GRADLE_TASKS.quarkus;
  return isWar({ packaging, artifact }) ? "bootWar" : GRADLE_TASKS[packaging];
}

/** It is laid out otherwise than a jar, and started whole. */
function isWar({ packaging, artifact }: Pick<JavaFacts, "packaging" | "artifact">): boolean {
  return packaging === "boot-jar" && artifact.endsWith(".war");
}

/** As a pattern of a shell, with only its own stars left unquoted. */
function artifactOf({ tool, packaging, module, artifact }: JavaFacts): string {
  const pattern =
    tool === "gradle" && packaging === "plain-jar" ? joinPath(module, "build/install/*/lib/*.jar") : artifact;
  return pattern
    .split("*")
    .map((part) => (part === "" ? "" : escapes.shell(part)))
    .join("*");
}

interface Packaging {
  readonly copies: readonly string[];
  readonly command: (mainClass: string | undefined) => CommandLine;
}

const PACKAGINGS: Readonly<Record<JavaFacts["packaging"], Packaging>> = {
  "boot-jar": {
    copies: ["COPY --from=build /out/lib ./lib", "COPY --from=build /out/classes ./classes"],
    command: (mainClass) =>
      mainClass === undefined ? ["java", "@classes/start.args"] : ["java", "-cp", "classes:lib/*", mainClass],
  },
  quarkus: {
    copies: ["lib", "quarkus", "app", "quarkus-run.jar"].map((part) => `COPY --from=build /out/${part} ./${part}`),
    command: () => ["java", "-jar", "quarkus-run.jar"],
  },
  "shadow-jar": { copies: ["COPY --from=build /out/app.jar ./"], command: () => ["java", "-jar", "app.jar"] },
  "plain-jar": {
    copies: ["COPY --from=build /out/lib ./lib"],
    command: (mainClass) =>
      mainClass === undefined ? ["java", "-jar", "lib/app.jar"] : ["java", "-cp", "lib/*", mainClass],
  },
};
