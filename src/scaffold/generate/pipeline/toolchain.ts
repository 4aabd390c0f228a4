import type { Catalogue } from "../../catalogue/catalogue.ts";
import { chooseImage } from "../../catalogue/chooseImage.ts";
import type { ImageName } from "../../catalogue/catalogueNames.ts";
import type { Application } from "../../facts/application.ts";
import { denoToolchain, elixirToolchain, phpToolchain, rubyToolchain } from "./toolchains/dynamic.ts";
import { dotnetToolchain, goToolchain, javaToolchain, rustToolchain } from "./toolchains/compiled.ts";
import { nodeToolchain } from "./toolchains/node.ts";
import { pythonToolchain } from "./toolchains/python.ts";

/** What lints and tests an application, before it is put into an image. */
export interface Toolchain {
  /** What the runner is set up for, such as `node-24-pnpm`: what has the same one shares a job. */
  readonly key: string;
  /** Such as `Node.js 24, pnpm`. */
  readonly title: string;
  /** The catalogue's image that has it, and the version that is asked for. */
  readonly image: ImageName;
  readonly version?: string;
  /** How GitHub's runners get it; undefined: jobs run in the image instead. */
  readonly setup?: Setup;
  /** Lines before the installation, such as those that bring a package manager. */
  readonly prepare: readonly string[];
  /** Lines that install dependencies exactly as locked, run in the folder the application is built from. */
  readonly install: readonly string[];
  readonly cache?: Cache;
  /** What lints and tests without a command of the workspace's own, run in the application's folder. */
  readonly lint?: string;
  readonly test?: string;
  /** The language's name in CodeQL, with how it gets at the code. */
  readonly codeql?: { readonly language: string; readonly build: "none" | "autobuild" };
}

export interface Setup {
  /** A repository on GitHub, or `runner`: it is there already. */
  readonly action: string;
  readonly inputs: readonly (readonly [name: string, value: string])[];
}

export interface Cache {
  /** A lock file from the root of the tree, whose content is the cache's key. */
  readonly lockFile: string;
  /** Patterns of more files that say what is downloaded, where there is no lock file that says all of it. */
  readonly others?: readonly string[];
  /** On GitHub's runners. */
  readonly folders: readonly string[];
  /** Variables that move the folders below `.cache`, where GitLab keeps caches. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What lints and tests an application; undefined for what has nothing to be installed: sites of files, scripts. */
export function toolchainOf(application: Application, catalogue: Catalogue): Toolchain | undefined {
  const { ecosystem } = application;
  const version = versionOf(application);
  switch (ecosystem.kind) {
    case "node":
      return nodeToolchain(application, ecosystem, version ?? "24", catalogue);
    case "python":
      return pythonToolchain(application, ecosystem, version ?? "3.14", catalogue);
    case "go":
      return goToolchain(ecosystem, version);
    case "rust":
      return rustToolchain(ecosystem, version);
    case "java":
      return javaToolchain(application, ecosystem, version ?? "21");
    case "dotnet":
      return dotnetToolchain(ecosystem, version ?? "10.0");
    case "ruby":
      return rubyToolchain(ecosystem, version ?? "3.4");
    case "php":
      return phpToolchain(ecosystem);
    case "elixir":
      return elixirToolchain(ecosystem, version);
    case "deno":
      return denoToolchain(ecosystem, version ?? "2");
    case "static":
    case "shell":
      return undefined;
  }
}

/** The image that jobs of a toolchain run in, by digest where the catalogue has one. */
export function jobImage({ image, version }: Toolchain, catalogue: Catalogue): string {
  return chooseImage(catalogue, image, version).reference;
}

/** Only what looks like a version is written; ranges and names are left to the setup's default. */
function versionOf({ runtime }: Application): string | undefined {
  const { version } = runtime.value;
  return version !== undefined && /^\d{1,4}(?:\.\d{1,4}){0,3}$/u.test(version) ? version : undefined;
}
