import type { Folder } from "../folder.ts";
import { dependsOn, type PackageJson } from "./packageJson.ts";

/** A framework by what it needs to be detected: what is known of every application that is made with it. */
export interface Framework {
  readonly name: string;
  readonly packages: readonly string[];
  /** `api` answers requests where its code starts it, `full` has its own build and start, `site` is built into files. */
  readonly kind: "api" | "full" | "site";
  /** Where `full` and `site` are sure: a file of settings, or a program that a script runs. */
  readonly config?: readonly string[];
  readonly program?: RegExp;
  /** Whether it listens by itself, so that no call in the application's code does. */
  readonly listens?: true;
  /** What it listens on where nothing says otherwise. */
  readonly port?: number;
  /** Where the build goes where nothing says otherwise, from the application's folder. */
  readonly output?: string;
}

const JS = ["js", "mjs", "cjs", "ts", "mts", "cts"] as const;

function settings(name: string): readonly string[] {
  return JS.map((ending) => `${name}.${ending}`);
}

/** In the order in which they are asked: what is built upon another stands before it. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: "next",
    packages: ["next"],
    kind: "full",
    config: settings("next.config"),
    program: /\bnext\s+(?:build|start|dev)\b|\bnext$/u,
    port: 3000,
    output: ".next",
  },
  {
    name: "nuxt",
    packages: ["nuxt", "nuxt3", "nuxt-edge"],
    kind: "full",
    config: settings("nuxt.config"),
    program: /\bnux[ti]\b/u,
    port: 3000,
    output: ".output",
  },
  {
    name: "sveltekit",
    packages: ["@sveltejs/kit"],
    kind: "full",
    config: settings("svelte.config"),
    program: /\bvite build\b/u,
    port: 3000,
    output: "build",
  },
  {
    name: "react-router",
    packages: ["@react-router/dev"],
    kind: "full",
    config: settings("react-router.config"),
    program: /\breact-router\s+build\b/u,
    port: 3000,
    output: "build",
  },
  {
    name: "remix",
    packages: ["@remix-run/dev", "@remix-run/serve"],
    kind: "full",
    config: settings("remix.config"),
    program: /\bremix\b|\bremix-serve\b/u,
    port: 3000,
    output: "build",
  },
  {
    name: "tanstack-start",
    packages: ["@tanstack/react-start", "@tanstack/start", "@tanstack/solid-start"],
    kind: "full",
    program: /\bvite build\b|\bvinxi build\b/u,
    port: 3000,
    output: ".output",
  },
  {
    name: "solid-start",
    packages: ["@solidjs/start"],
    kind: "full",
    program: /\bvinxi build\b|\bvite build\b/u,
    port: 3000,
    output: ".output",
  },
  {
    name: "astro",
    packages: ["astro"],
    kind: "full",
    config: settings("astro.config"),
    program: /\bastro\b/u,
    port: 4321,
    output: "dist",
  },
  {
    name: "angular",
    packages: ["@angular/core"],
    kind: "full",
    config: ["angular.json", "project.json"],
    program: /\bng\s+build\b/u,
    port: 4000,
    output: "dist",
  },
  { name: "strapi", packages: ["@strapi/strapi"], kind: "full", program: /\bstrapi\b/u, port: 1337 },
  { name: "nest", packages: ["@nestjs/core"], kind: "api", port: 3000 },
  { name: "adonis", packages: ["@adonisjs/core"], kind: "api", listens: true, port: 3333 },
  { name: "redwood", packages: ["@redwoodjs/api-server"], kind: "api", listens: true, port: 8911 },
  {
    name: "feathers",
    packages: ["@feathersjs/feathers", "@feathersjs/express", "@feathersjs/koa"],
    kind: "api",
    port: 3030,
  },
  { name: "loopback", packages: ["@loopback/rest"], kind: "api", listens: true, port: 3000 },
  { name: "fastify", packages: ["fastify"], kind: "api", port: 3000 },
  { name: "hapi", packages: ["@hapi/hapi"], kind: "api", port: 3000 },
  { name: "koa", packages: ["koa"], kind: "api", port: 3000 },
  { name: "hono", packages: ["hono"], kind: "api", port: 3000 },
  { name: "elysia", packages: ["elysia"], kind: "api", port: 3000 },
  { name: "express", packages: ["express"], kind: "api", port: 3000 },
  { name: "restify", packages: ["restify"], kind: "api", port: 8080 },
  { name: "polka", packages: ["polka"], kind: "api", port: 3000 },
  { name: "apollo-server", packages: ["@apollo/server", "apollo-server"], kind: "api", listens: true, port: 4000 },
  { name: "graphql-yoga", packages: ["graphql-yoga"], kind: "api", port: 4000 },
  {
    name: "nitro",
    packages: ["nitropack", "nitro"],
    kind: "full",
    config: settings("nitro.config"),
    program: /\bnitro(?:pack)?\s+build\b/u,
    port: 3000,
    output: ".output",
  },
  { name: "h3", packages: ["h3", "listhen"], kind: "api", port: 3000 },
  { name: "socket.io", packages: ["socket.io"], kind: "api", port: 3000 },
  { name: "ws", packages: ["ws"], kind: "api", port: 8080 },
  {
    name: "gatsby",
    packages: ["gatsby"],
    kind: "site",
    config: settings("gatsby-config"),
    program: /\bgatsby\s+build\b/u,
    output: "public",
  },
  {
    name: "docusaurus",
    packages: ["@docusaurus/core"],
    kind: "site",
    config: settings("docusaurus.config"),
    program: /\bdocusaurus\s+build\b/u,
    output: "build",
  },
  {
    name: "eleventy",
    packages: ["@11ty/eleventy"],
    kind: "site",
    config: [".eleventy.js", ...settings("eleventy.config")],
    program: /\beleventy\b/u,
    output: "_site",
  },
  {
    name: "vitepress",
    packages: ["vitepress"],
    kind: "site",
    program: /\bvitepress\s+build\b/u,
    output: ".vitepress/dist",
  },
  {
    name: "vuepress",
    packages: ["vuepress"],
    kind: "site",
    program: /\bvuepress\s+build\b/u,
    output: ".vuepress/dist",
  },
  { name: "hexo", packages: ["hexo"], kind: "site", config: ["_config.yml"], program: /\bhexo\s+g/u, output: "public" },
  {
    name: "create-react-app",
    packages: ["react-scripts", "react-app-rewired", "@craco/craco"],
    kind: "site",
    program: /\b(?:react-scripts|react-app-rewired|craco)\s+build\b/u,
    output: "build",
  },
  {
    name: "vue-cli",
    packages: ["@vue/cli-service"],
    kind: "site",
    program: /\bvue-cli-service\s+build\b/u,
    output: "dist",
  },
  { name: "ember", packages: ["ember-cli"], kind: "site", program: /\bember\s+build\b/u, output: "dist" },
  {
    name: "vite",
    packages: ["vite", "rolldown-vite"],
    kind: "site",
    program: /\bvite\s+build\b|\bvite-ssg\s+build\b/u,
    output: "dist",
  },
  {
    name: "parcel",
    packages: ["parcel", "parcel-bundler"],
    kind: "site",
    program: /\bparcel\s+build\b/u,
    output: "dist",
  },
  {
    name: "rsbuild",
    packages: ["@rsbuild/core"],
    kind: "site",
    config: settings("rsbuild.config"),
    program: /\brsbuild\s+build\b/u,
    output: "dist",
  },
  { name: "webpack", packages: ["webpack"], kind: "site", program: /\bwebpack\b(?!\s+(?:serve|s)\b)/u, output: "dist" },
];

/** Programs that are no service, whatever else they are made with: they run on a person's machine. */
const ON_MACHINES: readonly (readonly [packages: readonly string[], what: string])[] = [
  [["electron", "@electron-forge/cli", "@tauri-apps/cli"], "it is a desktop application"],
  [["react-native", "expo"], "it is an application for phones"],
  [["@types/vscode", "@vscode/vsce"], "it is an extension of an editor"],
];

/** What tells why a package is not started, where nothing in it says how it would be. */
const ELSEWHERE: readonly (readonly [packages: readonly string[], what: string])[] = [
  [["wrangler", "@cloudflare/workers-types"], "it runs on Cloudflare's platform"],
  [["serverless", "@serverless/compose", "sst"], "it is deployed as functions of a platform"],
  [["aws-cdk-lib", "@pulumi/pulumi", "cdktf"], "it describes infrastructure"],
  [["@playwright/test", "cypress", "webdriverio", "@wdio/cli"], "it holds end-to-end tests"],
];

/** Why a package is no service although it may look like one; undefined for what may be one. */
export function runsOnMachines(manifest: PackageJson): string | undefined {
  return reasonIn(manifest, ON_MACHINES);
}

/** Why nothing in a package says how it is started, by what it depends on. */
export function runsElsewhere(manifest: PackageJson): string | undefined {
  return reasonIn(manifest, ELSEWHERE);
}

function reasonIn(manifest: PackageJson, reasons: typeof ELSEWHERE): string | undefined {
  return reasons.find(([packages]) => packages.some((one) => dependsOn(manifest, one)))?.[1];
}

/** The framework that a package is made with, of these kinds; for those with a build, only where a script or settings use it. */
export function frameworkOf(
  manifest: PackageJson,
  folder: Folder,
  kinds: readonly Framework["kind"][],
): Framework | undefined {
  const lines = Object.values(manifest.scripts);
  return FRAMEWORKS.find(({ kind, packages, config, program }) => {
    if (!kinds.includes(kind)) return false;
    if (kind === "api") return packages.some((one) => Object.hasOwn(manifest.dependencies, one));
    if (!packages.some((one) => dependsOn(manifest, one))) return false;
    return config?.some((one) => folder.has(one)) === true || lines.some((line) => program?.test(line) === true);
  });
}
