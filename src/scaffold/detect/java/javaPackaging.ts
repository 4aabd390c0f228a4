import type { JavaFacts } from "../../facts/ecosystemFacts.ts";
import { type JavaBuild, type Named, named } from "./javaBuild.ts";
import { type JavaSetting, setting } from "./javaSettings.ts";

/** How a member's runnable archive is made. Paths are from the member's folder. */
export interface Packaging {
  readonly kind: JavaFacts["packaging"];
  /** The archive, or Quarkus' folder; a pattern. */
  readonly archive: string;
  /** Gradle's task that makes it. */
  readonly task: string;
  /** What goes on the class path beside it; undefined where all is in it. */
  readonly libraries?: string;
  /** What says that it can be run; undefined where only a main method does. */
  readonly because?: Named;
}

const SHADOW = /^com\.github\.johnrengelman\.shadow$|^com\.gradleup\.shadow$/u;
const MAVEN_FAT =
  /^org\.apache\.maven\.plugins:maven-(?:shade|assembly)-plugin$|^io\.micronaut\.maven:micronaut-maven-plugin$/u;

/** How the member is packed, by the plugins of its build. */
export function packagingOf(build: JavaBuild, settings: readonly JavaSetting[]): Packaging {
  return bootPackaging(build) ?? quarkusPackaging(build, settings) ?? fatPackaging(build) ?? plainPackaging(build);
}

function bootPackaging(build: JavaBuild): Packaging | undefined {
  const because =
    named(build.plugins, "org.springframework.boot") ??
    named(build.plugins, "org.springframework.boot:spring-boot-maven-plugin");
  if (because === undefined) return undefined;
  const isGradleWar = build.tool === "gradle" && build.isWar;
  const archive = isGradleWar ? build.archive.replace(/\.jar$/u, ".war") : build.archive;
  return { kind: "boot-jar", archive, task: isGradleWar ? "bootWar" : "bootJar", because };
}

function quarkusPackaging(build: JavaBuild, settings: readonly JavaSetting[]): Packaging | undefined {
  const because = named(build.plugins, "io.quarkus") ?? named(build.plugins, /:quarkus-maven-plugin$/u);
  if (because === undefined) return undefined;
  const folder = build.tool === "gradle" ? "build" : "target";
  const type = setting(settings, "quarkus.package.jar.type", "quarkus.package.type")?.value;
  if (type === "uber-jar")
    return { kind: "shadow-jar", archive: `${folder}/*-runner.jar`, task: "quarkusBuild", because };
  return { kind: "quarkus", archive: `${folder}/quarkus-app`, task: "quarkusBuild", because };
}

function fatPackaging(build: JavaBuild): Packaging | undefined {
  if (build.tool === "maven") {
    const fat = named(build.plugins, MAVEN_FAT);
    return fat === undefined ? undefined : { kind: "shadow-jar", archive: build.archive, task: "", because: fat };
  }
  const ktor = named(build.plugins, "io.ktor.plugin");
  const because = ktor ?? named(build.plugins, SHADOW);
  if (because === undefined) return undefined;
  return {
    kind: "shadow-jar",
    archive: build.archive,
    task: ktor === undefined ? "shadowJar" : "buildFatJar",
    because,
  };
}

function plainPackaging(build: JavaBuild): Packaging {
  if (build.tool === "maven") {
    const because = build.mainClass === undefined ? undefined : { id: "", at: build.mainClass.at };
    const libraries = build.dependencies.length === 0 ? undefined : "target/dependency/*";
    return {
      kind: "plain-jar",
      archive: build.archive,
      task: "",
      ...(libraries !== undefined && { libraries }),
      ...(because !== undefined && { because }),
    };
  }
  const because =
    named(build.plugins, "application") ??
    named(build.plugins, "org.gradle.application") ??
    named(build.plugins, /^io\.micronaut\.(?:minimal\.)?application$/u);
  if (because !== undefined)
    return { kind: "plain-jar", archive: "build/install/*/lib/*.jar", task: "installDist", because };
  return { kind: "plain-jar", archive: build.archive, task: "jar" };
}
