import { prefixOf, relativePath } from "../../../base/treePath.ts";
import type { CommandLine, Port, Role } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Problem } from "../../facts/detection.ts";
import { at as valueAt, mapAt, textAt } from "../../../core/read/value.ts";
import { evidence, fact, lineAt, lineOf } from "../shared/evidence.ts";
import { readJson } from "../shared/json.ts";
import { portOf } from "../shared/ports.ts";
import { fromRoot } from "../shared/sources.ts";
import type { Framework } from "./frameworks.ts";
import { withoutComments } from "./javascriptCode.ts";
import { dependsOn } from "./packageJson.ts";
import { packageProgram, type Start } from "./startCommand.ts";
import type { PackageSubject } from "./packageSubject.ts";

/** What settings of a framework with its own build and start come to. */
export interface FullFramework {
  readonly role: Role;
  /** Undefined where the start script says it, or nothing does. */
  readonly start?: CommandLine;
  readonly output?: string;
  readonly needsModules: boolean;
  readonly standalone?: boolean;
  /** Where its settings say that it listens. */
  readonly port?: Fact<Port>;
  /** The variable that its server takes the port from, where that is another one than `PORT`. */
  readonly portVariable?: string;
  /** The file that says so, from the root of the tree. */
  readonly says?: { readonly file: string; readonly line: number };
  readonly writes: readonly string[];
  readonly problems: readonly Problem[];
}

interface Settings {
  readonly text: string;
  readonly file: string;
}

const SERVER = { role: "server", needsModules: true, writes: [], problems: [] } as const;
const SITE = { role: "site", needsModules: false, writes: [], problems: [] } as const;

/** Reads the settings of a framework with its own build and start, as text: they are programs, and nothing is run. */
export async function fullFramework(
  subject: PackageSubject,
  framework: Framework,
  start: Start | undefined,
): Promise<FullFramework> {
  const settings = await settingsOf(subject, framework.config ?? []);
  const found = await byName(subject, framework, settings, start);
  return {
    ...found,
    ...(found.output === undefined && framework.output !== undefined && { output: framework.output }),
  };
}

async function byName(
  subject: PackageSubject,
  { name }: Framework,
  settings: Settings,
  start: Start | undefined,
): Promise<FullFramework> {
  switch (name) {
    case "next":
      return next(subject, settings, start);
    case "nuxt":
    case "nitro":
    case "tanstack-start":
    case "solid-start":
      return nitro(subject, settings);
    case "sveltekit":
      return svelte(subject, settings);
    case "astro":
      return astro(subject, settings, start);
    case "angular":
      return angular(subject);
    case "remix":
    case "react-router":
      return remix(subject, settings, name);
    default:
      return SERVER;
  }
}

async function settingsOf({ folder }: PackageSubject, names: readonly string[]): Promise<Settings> {
  const name = [
    ...names,
    "vite.config.ts",
    "vite.config.js",
    "vite.config.mts",
    "vite.config.mjs",
    "app.config.ts",
  ].find((one) => folder.has(one));
  const text = name === undefined ? undefined : await folder.read(name);
  return { text: withoutComments(text ?? ""), file: fromRoot(folder, name ?? "package.json") };
}

function saysAt({ text, file }: Settings, needle: RegExp): { file: string; line: number } {
  return { file, line: lineOf(text, needle) };
}

function next(subject: PackageSubject, settings: Settings, start: Start | undefined): FullFramework {
  const output = /\boutput\s*:\s*["'`](standalone|export)["'`]/u.exec(settings.text)?.[1];
  const distDir = /\bdistDir\s*:\s*["'`]([\w./-]+)["'`]/u.exec(settings.text)?.[1];
  const says = saysAt(settings, /\boutput\s*:/u);
  const isExported =
    output === "export" || /\bnext\s+export\b/u.test(Object.values(subject.manifest.scripts).join("\n"));
  if (isExported) return { ...SITE, output: distDir ?? "out", says };
  const built = distDir ?? ".next";
  if (output === "standalone" && (start?.file === undefined || start.file.includes("standalone"))) {
    const inside = prefixOf(relativePath(subject.install.root, subject.folder.path));
    const command = ["node", `${built}/standalone/${inside}server.js`];
    return {
      ...SERVER,
      start: command,
      output: built,
      needsModules: false,
      standalone: true,
      says,
      writes: [`${built}/cache`],
    };
  }
  const own = start === undefined ? { start: packageProgram(subject, ["next", "start"], "start") } : {};
  return { ...SERVER, ...own, output: built, standalone: false, writes: [`${built}/cache`] };
}

/** Nitro, which Nuxt and others end in: one folder with a server and all that it needs, or with files alone. */
function nitro(subject: PackageSubject, settings: Settings): FullFramework {
  const build = subject.manifest.scripts["build"] ?? "";
  const isStatic =
    /\b(?:nuxi?|nuxt)\s+generate\b/u.test(build) ||
    /\bpreset\s*:\s*["'`](?:static|github[_-]pages|\w+-static)["'`]/u.test(settings.text);
  if (isStatic) return { ...SITE, output: ".output/public", says: saysAt(settings, /\bpreset\b/u) };
  return { ...SERVER, start: ["node", ".output/server/index.mjs"], output: ".output", needsModules: false };
}

function svelte(subject: PackageSubject, settings: Settings): FullFramework {
  const { manifest } = subject;
  const output = /\bout\s*:\s*["'`]([\w./-]+)["'`]/u.exec(settings.text)?.[1];
  const pages = /\bpages\s*:\s*["'`]([\w./-]+)["'`]/u.exec(settings.text)?.[1];
  const says = saysAt(settings, /adapter-(?:static|node|auto)/u);
  if (isUsed("@sveltejs/adapter-static", settings)) return { ...SITE, output: pages ?? "build", says };
  const built = output ?? "build";
  if (isUsed("@sveltejs/adapter-node", settings) || isUsed("svelte-adapter-bun", settings)) {
    const program = isUsed("svelte-adapter-bun", settings) ? "bun" : "node";
    const needsModules = Object.keys(manifest.dependencies).length > 0;
    const prefix = /\benvPrefix\s*:\s*["'`](\w+)["'`]/u.exec(settings.text)?.[1];
    const portVariable = prefix === undefined ? {} : { portVariable: `${prefix}PORT` };
    return { ...SERVER, start: [program, `${built}/index.js`], output: built, needsModules, says, ...portVariable };
  }
  const problem: Problem = {
    reason: "NoStartCommand",
    path: manifest.path,
    message:
      "The adapter in the SvelteKit settings builds for a platform, so that there is nothing to start in a container. Use @sveltejs/adapter-node for a server or @sveltejs/adapter-static for files.",
    evidence: [evidence(says.file, says.line, "names the adapter")],
  };
  return { ...SERVER, output: built, problems: [problem] };
}

function isUsed(adapter: string, { text }: Settings): boolean {
  return text.includes(`"${adapter}"`) || text.includes(`'${adapter}'`);
}

function astro({ manifest }: PackageSubject, settings: Settings, start: Start | undefined): FullFramework {
  const isServer = dependsOn(manifest, "@astrojs/node") && isUsed("@astrojs/node", settings);
  const output = /\boutDir\s*:\s*["'`](?:\.\/)?([\w./-]+?)\/?["'`]/u.exec(settings.text)?.[1] ?? "dist";
  if (!isServer) return { ...SITE, output };
  const says = saysAt(settings, /@astrojs\/node/u);
  // A server of one's own takes it in.
  if (start !== undefined && /\bmode\s*:\s*["'`]middleware["'`]/u.test(settings.text))
    return { ...SERVER, output, says };
  return { ...SERVER, start: ["node", `${output}/server/entry.mjs`], output, says, ...astroPort(settings) };
}

/** What `server.port` is while it is built, the server takes where `PORT` is not set. */
function astroPort({ text, file }: Settings): { readonly port?: Fact<Port> } {
  const match = /\bserver\s*:\s*\{[^{}]{0,300}?\bport\s*:\s*(\d{2,5})\b/u.exec(text);
  const number = portOf(match?.[1]);
  if (match === null || number === undefined) return {};
  const at = evidence(file, lineAt(text, match.index + match[0].length), `listens on ${number}`);
  return { port: fact({ number, variable: "PORT" }, "likely", at) };
}

async function angular({ folder }: PackageSubject): Promise<FullFramework> {
  const value = readJson((await folder.read("angular.json")) ?? "")?.value;
  const projects = Object.entries(mapAt(value, "projects")).filter(
    ([, one]) => textAt(one, "projectType") !== "library",
  );
  const named = textAt(value, "defaultProject");
  const [name = "", project] = projects.find(([one]) => one === named) ?? projects[0] ?? [];
  const target = valueAt(project, "architect", "build") ?? valueAt(project, "targets", "build");
  const path =
    textAt(target, "options", "outputPath") ?? textAt(target, "options", "outputPath", "base") ?? `dist/${name}`;
  const output = path.replace(/^\.\//u, "").replace(/\/+$/u, "");
  // The newer builder puts what browsers get into a folder of its own.
  const isNewer = (textAt(target, "builder") ?? "").endsWith(":application");
  const isServer = valueAt(target, "options", "ssr") !== undefined && valueAt(target, "options", "ssr") !== false;
  const says = {
    file: fromRoot(folder, "angular.json"),
    line: lineOf((await folder.read("angular.json")) ?? "", '"outputPath"'),
  };
  if (isServer) return { ...SERVER, start: ["node", `${output}/server/server.mjs`], output, says };
  const browser = textAt(target, "options", "outputPath", "browser") ?? "browser";
  return { ...SITE, output: isNewer && browser !== "" ? `${output}/${browser}` : output, says };
}

function remix(subject: PackageSubject, settings: Settings, name: "remix" | "react-router"): FullFramework {
  if (/\bssr\s*:\s*false\b/u.test(settings.text))
    return { ...SITE, output: "build/client", says: saysAt(settings, /\bssr\s*:/u) };
  const serve = name === "remix" ? "remix-serve" : "react-router-serve";
  const hasServe = dependsOn(subject.manifest, `@${name === "remix" ? "remix-run" : "react-router"}/serve`);
  if (!hasServe || subject.manifest.scripts["start"] !== undefined) return { ...SERVER, output: "build" };
  return { ...SERVER, start: packageProgram(subject, [serve, "build/server/index.js"], "start"), output: "build" };
}
