import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { javaDetector } from "../../../../../src/scaffold/detect/java/javaDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";
import { GRADLE_MODULES, MAVEN_MODULES, QUARKUS } from "./samples.ts";

const detectors = [javaDetector];

const pom = (parent: string) =>
  `<project><parent><artifactId>x</artifactId><relativePath>${parent}</relativePath></parent><artifactId>\${a}</artifactId><properties><a>\${b}</a><b>\${a}</b><java.version>\${a}</java.version></properties></project>`;

const why = async (script: string) =>
  (await detectedBy(detectors, { "a/build.gradle": script, "a/src/main/java/A.java": "class A {}" })).libraries[0]?.why;

describe("javaDetector on Maven", () => {
  it("finds the runnable modules of a build, by their parents' properties", async () => {
    const detection = await detectedBy(detectors, MAVEN_MODULES);
    const [api, mailer] = detection.applications;
    expect(detection.libraries.map(({ path }) => path)).toEqual(["core"]);
    expect(detection.workspaces).toEqual([{ tool: "maven", root: "." }]);
    expect(valuesOf(api)).toMatchObject({
      name: "api",
      path: "services/api",
      role: "server",
      language: "java",
      framework: "spring-boot",
      packageManager: { name: "maven", version: "3.9.9" },
      runtime: { name: "java", version: "21" },
      buildCommand: "../../mvnw -B -f ../../pom.xml -pl services/api -am package -DskipTests",
      startCommand: ["java", "-jar", "target/api-2.1.0.jar"],
      testCommand: "../../mvnw -B -f ../../pom.xml -pl services/api -am test",
      port: { number: 9090, variable: "PORT" },
      health: "/shop/actuator/health/liveness",
      readiness: "/shop/actuator/health/readiness",
      services: [{ name: "postgres", variable: "DATABASE_URL" }],
      ecosystem: {
        kind: "java",
        root: ".",
        module: "services/api",
        artifact: "services/api/target/api-2.1.0.jar",
        packaging: "boot-jar",
        wrapper: true,
        mainClass: "com.acme.api.ApiApplication",
      },
    });
    expect(api?.port?.evidence[0]).toMatchObject({ file: "services/api/src/main/resources/application.yml", line: 2 });
    expect(api?.port?.confidence).toBe("certain");
    expect(valuesOf(mailer)).toMatchObject({
      name: "mailer",
      role: "worker",
      services: [{ name: "rabbitmq" }, { name: "smtp", variable: "MAIL_HOST" }],
    });
    expect(mailer?.port).toBeUndefined();
    expect(mailer?.ecosystem).toMatchObject({ artifact: "services/mailer/target/mailer-2.1.0-exec.jar" });
    expect(mailer?.environment.map(({ value }) => value)).toEqual([
      { name: "MAIL_FROM", required: true, secret: false },
      { name: "MAIL_HOST", required: false, secret: false, default: "mail.local" },
    ]);
  });

  it("says where variables have something to go on with, and keeps no secret's value", async () => {
    const { applications } = await detectedBy(detectors, MAVEN_MODULES);
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "DATABASE_URL", required: false, secret: true },
      { name: "DB_PASSWORD", required: true, secret: true },
      { name: "PORT", required: false, secret: false, default: "9090" },
    ]);
  });

  it("asks for no probe of a port that the actuator has for itself", async () => {
    const path = "services/api/src/main/resources/application-prod.properties";
    const own = await detectedBy(detectors, { ...MAVEN_MODULES, [path]: "management.server.port=9091\n" });
    expect(own.applications[0]?.health).toBeUndefined();
    const both = "management.server.port=9091\nmanagement.endpoint.health.probes.add-additional-paths=true\n";
    const main = await detectedBy(detectors, { ...MAVEN_MODULES, [path]: both });
    expect(main.applications[0]?.health?.value).toBe("/livez");
    expect(main.applications[0]?.readiness?.value).toBe("/readyz");
  });

  it("says that a pinned Java is too old, and that a pom is broken", async () => {
    const old = await detectedBy(detectors, { ...MAVEN_MODULES, ".java-version": "17\n" });
    expect(old.problems.map(({ reason, path }) => `${reason} ${path}`)).toContain("VersionsDisagree services/api");
    const broken = await detectedBy(detectors, { "pom.xml": "<project><a></project>" });
    expect(broken.problems.map(({ reason }) => reason)).toContain("Unreadable");
  });

  it("does not follow parents that name each other, or properties that name themselves", async () => {
    const texts = {
      "a/pom.xml": pom("../b/pom.xml"),
      "b/pom.xml": pom("../a/pom.xml"),
      "a/src/main/java/A.java": "class A { static void main(String[] a) {} }",
    };
    const { applications } = await detectedBy(detectors, texts);
    expect(applications.map(({ path }) => path)).toEqual(["a"]);
  });
});

describe("javaDetector on Gradle", () => {
  it("reads catalogues, convention plugins and blocks for subprojects", async () => {
    const detection = await detectedBy(detectors, GRADLE_MODULES);
    const [api, jobs] = detection.applications;
    expect(detection.libraries.map(({ path }) => path)).toEqual(["buildSrc", "lib"]);
    expect(detection.workspaces).toContainEqual({ tool: "gradle", root: "." });
    expect(valuesOf(api)).toMatchObject({
      path: "api",
      role: "server",
      language: "kotlin",
      framework: "ktor",
      packageManager: { name: "gradle", version: "8.14" },
      runtime: { name: "java", version: "21" },
      buildCommand: "../gradlew buildFatJar",
      lintCommand: "../gradlew spotlessCheck",
      port: { number: 8085, variable: "PORT" },
      bind: "0.0.0.0",
      health: "/healthz",
      services: [{ name: "redis", variable: "REDIS_URL" }],
      ecosystem: {
        root: ".",
        module: "api",
        artifact: "api/build/libs/*-all.jar",
        packaging: "shadow-jar",
        mainClass: "com.plant.ServerKt",
      },
    });
    expect(api?.environment.map(({ value }) => [value.name, value.required])).toEqual([
      ["PORT", false],
      ["REDIS_URL", false],
    ]);
    expect(valuesOf(jobs)).toMatchObject({
      role: "worker",
      runtime: { version: "17" },
      buildCommand: "../gradlew installDist",
      services: [{ name: "kafka" }],
      ecosystem: { packaging: "plain-jar", mainClass: "com.plant.Jobs" },
    });
  });

  it("knows Quarkus, its health paths, and that it answers nobody outside", async () => {
    const { applications, problems } = await detectedBy(detectors, QUARKUS);
    expect(valuesOf(applications[0])).toMatchObject({
      name: "fruit-stand",
      framework: "quarkus",
      runtime: { version: "17" },
      port: { number: 8282, variable: "QUARKUS_HTTP_PORT" },
      health: "/q/health/live",
      readiness: "/q/health/ready",
      startCommand: ["java", "-jar", "build/quarkus-app/quarkus-run.jar"],
      ecosystem: { packaging: "quarkus", artifact: "build/quarkus-app", wrapper: false },
    });
    expect(problems.map(({ reason }) => reason)).toEqual(["BindsLoopback"]);
  });

  it("has no application for Android, for plugins, or where nothing is started", async () => {
    expect(await why("plugins { id 'com.android.application' }")).toBe("it is built for Android");
    expect(await why("plugins { id 'java-gradle-plugin' }")).toBe("it is a plugin of Gradle");
    expect(await why("plugins { id 'org.springframework.boot' version '3.5.0' apply false }")).toBe(
      "nothing in it starts an application",
    );
  });
});

describe("javaDetector on any text", () => {
  it.each([
    ["Maven", MAVEN_MODULES],
    ["Gradle", GRADLE_MODULES],
    ["Quarkus", QUARKUS],
  ])("takes it without failing, and names only lines that are there: %s", async (_, sample) => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(sample), async (texts) => {
        expect(unsound(await detectedBy(detectors, texts), texts)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
