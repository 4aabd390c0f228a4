import type { ServiceName } from "../facts/services.ts";

/**
 * What generated files ask the catalogue's `choices` for. The keys below a name are versions as a workspace pins them
 * (`24`, `3.12`), for `debian` the number of the release, and always `default`.
 */
export type ImageName =
  | "node"
  | "bun"
  | "deno"
  | "python"
  | "go"
  | "rust"
  /** Builds with Gradle's own wrapper, and jars: has `javac`, `jar` and `bash`. By Java version. */
  | "java-jdk"
  /** Runs jars; has `bash`. */
  | "java-jre"
  /** By Java version. */
  | "maven"
  /** Gradle on a JDK, for projects without its wrapper. By Java version. */
  | "gradle"
  | "dotnet-sdk"
  /** Runs web applications; has `bash`. */
  | "dotnet-aspnet"
  | "ruby"
  /** PHP within Apache, such as `php:8.3-apache-bookworm`. By PHP version. */
  | "php-apache"
  | "composer"
  /** By Elixir version, on Debian, such as `elixir:1.18`. */
  | "elixir"
  /** Runs as any user; has `wget`. */
  | "nginx"
  | "debian"
  | "busybox"
  /** What applications talk to, for compose. */
  | ServiceName;

/** Package managers that are installed in a build by their version, from the catalogue's `tools`. */
export type ToolName =
  | "pnpm"
  /** Yarn 1. */
  | "yarn"
  /** Yarn 2 and later, from npm's `@yarnpkg/cli-dist`. */
  | "yarn-berry"
  | "poetry"
  | "pdm"
  | "pipenv"
  | "uv"
  /** Version 2 and its successors, with a `v`. */
  | "golangci-lint"
  /** The last of version 1, with a `v`. */
  | "golangci-lint-1"
  /** Fetched by pipelines, with a `v`. */
  | "kubectl";
