import { textAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import { readToml } from "../shared/toml.ts";

/** A program that makes pages from texts. */
export interface SiteMaker {
  readonly name: "hugo" | "jekyll" | "mkdocs";
  /** Names of the files that hold its settings. */
  readonly settings: readonly string[];
  /** What its settings hold and others' do not. */
  readonly sign: RegExp;
  readonly build: string;
  /** Where it puts its pages, by a key of its settings, else by its own name for it. */
  readonly output: readonly [key: string, usual: string];
}

export const SITE_MAKERS: readonly SiteMaker[] = [
  {
    name: "hugo",
    settings: ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml"],
    sign: /^[ \t]*"?baseURL"?[ \t]*[=:]/imu,
    build: "hugo --minify",
    output: ["publishDir", "public"],
  },
  {
    name: "mkdocs",
    settings: ["mkdocs.yml", "mkdocs.yaml"],
    sign: /^site_name[ \t]*:/mu,
    build: "mkdocs build --strict",
    output: ["site_dir", "site"],
  },
  {
    name: "jekyll",
    settings: ["_config.yml", "_config.yaml"],
    sign: /\S/u,
    build: "bundle exec jekyll build",
    output: ["destination", "_site"],
  },
];

/** Where Hugo's settings may lie, below the folder of the site, which has none of its own then. */
export const HUGO_SETTINGS = "config/_default";

/** The maker whose settings a file with this name and text holds; undefined for any other file. */
export function siteMakerOf(name: string, text: string): SiteMaker | undefined {
  return SITE_MAKERS.find(
    ({ settings, sign }) => settings.includes(name) && (name.startsWith("hugo.") || sign.test(text)),
  );
}

/** The folder that a maker puts its pages in, from its own. A path out of that folder is not taken. */
export function outputOf({ output: [key, usual] }: SiteMaker, name: string, text: string): string {
  const value = name.endsWith(".toml") ? readToml(text) : yamlValue(name, text);
  const written = textAt(value, key)?.replace(/^\.\//u, "").replace(/\/$/u, "");
  return written !== undefined && /^[\w-][\w./-]*$/u.test(written) && !written.includes("..") ? written : usual;
}

function yamlValue(name: string, text: string): unknown {
  const read = readYaml(name, text);
  return read.ok ? read.documents[0]?.value : undefined;
}
