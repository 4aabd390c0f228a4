import { joinPath } from "../../../../base/treePath.ts";
import type { Application } from "../../../facts/application.ts";
import type { DotnetFacts, GoFacts, JavaFacts, RustFacts } from "../../../facts/ecosystemFacts.ts";
import type { Toolchain } from "../toolchain.ts";

/** Neither Maven nor, mostly, Gradle has a lock file: these say what is downloaded. */
const MAVEN_FILES = ["**/pom.xml"];
const GRADLE_FILES = ["**/*.gradle", "**/*.gradle.kts", "**/*.versions.toml", "**/gradle.lockfile"];

const BELOW = "$CI_PROJECT_DIR/.cache";

export function goToolchain({ root, sums }: GoFacts, version: string | undefined): Toolchain {
  return {
    key: keyOf("go", version),
    title: titleOf("Go", version),
    image: "go",
    ...(version !== undefined && { version }),
    setup: {
      action: "actions/setup-go",
      inputs: [
        ["go-version", version ?? "stable"],
        ["cache", "false"],
      ],
    },
    prepare: [],
    install: ["go mod download"],
    lint: "go vet ./...",
    test: "go test ./...",
    ...(sums && {
      cache: {
        lockFile: joinPath(root, "go.sum"),
        folders: ["~/go/pkg/mod", "~/.cache/go-build"],
        variables: { GOMODCACHE: `${BELOW}/packages`, GOCACHE: `${BELOW}/build` },
      },
    }),
    codeql: { language: "go", build: "autobuild" },
  };
}

/** GitHub's runners have rustup, which takes the version that the workspace pins. */
export function rustToolchain({ root, locked }: RustFacts, version: string | undefined): Toolchain {
  const option = locked ? " --locked" : "";
  return {
    key: keyOf("rust", version),
    title: titleOf("Rust", version),
    image: "rust",
    ...(version !== undefined && { version }),
    setup: { action: "runner", inputs: [] },
    prepare: [`rustup toolchain install ${version ?? "stable"} --profile minimal --component clippy`],
    install: [`cargo fetch${option}`],
    lint: `cargo clippy${option} --all-targets -- -D warnings`,
    test: `cargo test${option}`,
    ...(locked && {
      cache: {
        lockFile: joinPath(root, "Cargo.lock"),
        folders: ["~/.cargo/registry"],
        variables: { CARGO_HOME: `${BELOW}/packages` },
      },
    }),
    codeql: { language: "rust", build: "none" },
  };
}

export function javaToolchain(
  { language }: Application,
  { root, tool, wrapper }: JavaFacts,
  version: string,
): Toolchain {
  const maven = tool === "maven";
  const command = wrapper ? (maven ? "./mvnw" : "./gradlew") : maven ? "mvn" : "gradle";
  return {
    key: `${keyOf("java", version)}-${tool}`,
    title: `Java ${version}, ${maven ? "Maven" : "Gradle"}`,
    image: maven ? "maven" : wrapper ? "java-jdk" : "gradle",
    version,
    setup: {
      action: "actions/setup-java",
      inputs: [
        ["distribution", "temurin"],
        ["java-version", version],
      ],
    },
    prepare: [],
    install: [],
    test: maven ? `${command} --batch-mode --no-transfer-progress verify` : `${command} --no-daemon check`,
    cache: {
      lockFile: joinPath(root, maven ? "pom.xml" : "gradle/wrapper/gradle-wrapper.properties"),
      others: (maven ? MAVEN_FILES : GRADLE_FILES).map((pattern) => joinPath(root, pattern)),
      folders: maven ? ["~/.m2/repository"] : ["~/.gradle/caches", "~/.gradle/wrapper"],
      variables: maven
        ? { MAVEN_OPTS: `-Dmaven.repo.local=${BELOW}/packages` }
        : { GRADLE_USER_HOME: `${BELOW}/packages` },
    },
    // Kotlin is seen only where it is compiled: without that there is nothing to analyse, and the job fails.
    codeql: { language: "java-kotlin", build: language.value === "kotlin" ? "autobuild" : "none" },
  };
}

export function dotnetToolchain({ root, locked }: DotnetFacts, version: string): Toolchain {
  return {
    key: keyOf("dotnet", version),
    title: titleOf(".NET", version),
    image: "dotnet-sdk",
    version,
    setup: { action: "actions/setup-dotnet", inputs: [["dotnet-version", channelOf(version)]] },
    prepare: [],
    install: [`dotnet restore${locked ? " --locked-mode" : ""}`],
    lint: "dotnet format --verify-no-changes --no-restore",
    test: "dotnet test --no-restore",
    ...(locked && {
      cache: {
        lockFile: joinPath(root, "packages.lock.json"),
        folders: ["~/.nuget/packages"],
        variables: { NUGET_PACKAGES: `${BELOW}/packages` },
      },
    }),
    codeql: { language: "csharp", build: "none" },
  };
}

/** `10.0` is taken for the newest of that channel. */
function channelOf(version: string): string {
  const parts = version.split(".");
  return parts.length >= 3 ? version : `${parts[0]}.${parts[1] ?? "0"}.x`;
}

function keyOf(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name}-${version.replaceAll(".", "-")}`;
}

function titleOf(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name} ${version}`;
}
