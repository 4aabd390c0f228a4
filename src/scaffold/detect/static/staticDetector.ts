import { lastStep, parentOf, resolved } from "../../../base/treePath.ts";
import type { StaticFacts } from "../../facts/ecosystemFacts.ts";
import type { Detector, Found, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { makerPackages } from "./makerPackages.ts";
import { HUGO_SETTINGS, outputOf, SITE_MAKERS, type SiteMaker, siteMakerOf } from "./siteMaker.ts";

/** Manifests beside which settings of a site maker are for a library's documentation. */
const OF_LIBRARIES = [
  "package.json",
  "pyproject.toml",
  "setup.py",
  "Cargo.toml",
  "go.mod",
  "pom.xml",
  "composer.json",
  "mix.exs",
];

/** Pages that Hugo, MkDocs or Jekyll make from texts. Asked where nothing else is found. */
export const madeSiteDetector: Detector = {
  ecosystem: "static",
  markers: SITE_MAKERS.flatMap(({ settings }) => settings),
  fallback: true,
  folderOf: (path) => {
    const folder = parentOf(path);
    return `/${folder}`.endsWith(`/${HUGO_SETTINGS}`) ? resolved(folder, "../..") : undefined;
  },
  isMember: (text, path) => siteMakerOf(lastStep(path), text) !== undefined,
  detect: async (folder) => (await madeSite(folder)) ?? { is: "nothing", problems: [] },
};

/** Pages that are served as they are. Asked where nothing else is found. */
export const staticDetector: Detector = {
  ecosystem: "static",
  markers: ["index.html"],
  fallback: true,
  detect: async (folder) => {
    if (folder.has("index.html")) return application(plainSite(folder));
    return { is: "nothing", problems: [] };
  },
};

async function madeSite(folder: Folder): Promise<Member | undefined> {
  const names = SITE_MAKERS.flatMap(({ settings }) => settings.flatMap((name) => [name, `${HUGO_SETTINGS}/${name}`]));
  for (const name of names.filter((one) => folder.has(one))) {
    const text = (await folder.read(name)) ?? "";
    const maker = siteMakerOf(lastStep(name), text);
    if (maker === undefined) continue;
    if (OF_LIBRARIES.some((one) => folder.has(one))) {
      return { is: "library", why: "its pages are a library's documentation", problems: [] };
    }
    const packages = await makerPackages(folder, maker.name);
    return application(siteOf(folder, maker, packages, { name, output: outputOf(maker, name, text) }));
  }
  return undefined;
}

function application(found: Found): Member {
  return { is: "application", applications: [found], problems: [] };
}

interface Settings {
  readonly name: string;
  readonly output: string;
}

function siteOf(folder: Folder, maker: SiteMaker, packages: StaticFacts["maker"], { name, output }: Settings): Found {
  const at = evidence(fromRoot(folder, name), 1, `is ${maker.name}'s settings`);
  return {
    ...base(folder, at, output),
    framework: fact(maker.name, "certain", at),
    buildCommand: fact(maker.build, "likely", at),
    outputDirectory: fact(output, "likely", at),
    ecosystem: { kind: "static", root: folder.path, directory: output, ...(packages && { maker: packages }) },
  };
}

function plainSite(folder: Folder): Found {
  const at = evidence(fromRoot(folder, "index.html"), 1, "is the site's first page");
  return { ...base(folder, at, "."), outputDirectory: fact(".", "likely", at) };
}

function base(folder: Folder, at: ReturnType<typeof evidence>, directory: string): Found {
  return {
    name: folder.path === "." ? "site" : lastStep(folder.path),
    path: folder.path,
    role: fact("site", "certain", at),
    language: fact("html", "certain", at),
    runtime: fact({ name: "nginx" }, "guess", { ...at, says: "is served by a web server" }),
    environment: [],
    services: [],
    writes: [],
    ecosystem: { kind: "static", root: folder.path, directory },
  };
}
