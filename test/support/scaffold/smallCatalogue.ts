import { createHash } from "node:crypto";
import type { Catalogue } from "../../../src/scaffold/catalogue/catalogue.ts";
import { SERVICES } from "../../../src/scaffold/facts/services.ts";

const SEEN = { source: "https://example.com/Dockerfile", seen: "2026-11-01" };

const TAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  node: { "22": "node:22.21.1-bookworm-slim", default: "node:24.11.1-bookworm-slim" },
  bun: { default: "oven/bun:1.3.1-debian" },
  deno: { default: "denoland/deno:debian-2.5.6" },
  python: { "3.12": "python:3.12.12-slim-bookworm", default: "python:3.13.9-slim-bookworm" },
  go: { default: "golang:1.25.4-bookworm" },
  rust: { default: "rust:1.91.1-bookworm" },
  "java-jdk": { "17": "eclipse-temurin:17-jdk-noble", default: "eclipse-temurin:21-jdk-noble" },
  "java-jre": { default: "eclipse-temurin:21-jre-noble" },
  maven: { default: "maven:3.9.11-eclipse-temurin-21" },
  gradle: { default: "gradle:9.2.0-jdk21" },
  "dotnet-sdk": { "8.0": "mcr.microsoft.com/dotnet/sdk:8.0", default: "mcr.microsoft.com/dotnet/sdk:10.0" },
  "dotnet-aspnet": { default: "mcr.microsoft.com/dotnet/aspnet:10.0" },
  ruby: { default: "ruby:3.4.7-slim-bookworm" },
  "php-apache": { default: "php:8.4.14-apache-bookworm" },
  composer: { default: "composer:2.8.12" },
  elixir: { default: "elixir:1.19.2" },
  nginx: { default: "nginxinc/nginx-unprivileged:1.29.3-alpine" },
  debian: { default: "debian:bookworm-20251117-slim" },
  busybox: { default: "busybox:1.37.0-musl" },
  ...Object.fromEntries(Object.keys(SERVICES).map((name) => [name, { default: `docker.io/library/${name}:1.2.3` }])),
};

const TOOLS = ["pnpm", "yarn", "yarn-berry", "poetry", "pdm", "pipenv", "uv"];

/** A digest as it could be, another for each tag. */
function digestOf(tag: string): string {
  return `sha256:${createHash("sha256").update(tag).digest("hex")}`;
}

/** A catalogue that knows everything generated files ask for; of BusyBox it has seen no digest. */
export const smallCatalogue: Catalogue = {
  version: 1,
  images: Object.fromEntries(
    Object.values(TAGS)
      .flatMap((tags) => Object.values(tags))
      .map((tag) => [tag, tag.startsWith("busybox") ? SEEN : { ...SEEN, digest: digestOf(tag) }]),
  ),
  actions: {},
  tools: Object.fromEntries(TOOLS.map((name) => [name, { ...SEEN, version: "4.5.6" }])),
  apiVersions: {},
  choices: TAGS,
};
