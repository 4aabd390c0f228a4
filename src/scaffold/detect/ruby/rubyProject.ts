import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence } from "../shared/evidence.ts";
import { withTexts } from "../shared/hits.ts";
import { fromRoot, type Source, sourcesOf } from "../shared/sources.ts";
import { type Gemfile, type GemfileLock, readGemfile, readGemfileLock } from "./gemfile.ts";

/** What was read of a folder with a Gemfile. */
export interface RubyProject {
  readonly folder: Folder;
  readonly gemfile: Gemfile;
  /** Undefined where there is no lock file. */
  readonly lock: GemfileLock | undefined;
  readonly sources: readonly Source[];
  /** Where the Gemfile names a gem that is there in production; undefined where it does not. */
  readonly gem: (...names: readonly string[]) => Evidence | undefined;
  /** Evidence at a line of one of its files. */
  readonly at: (path: string, line: number, says: string) => Evidence;
}

/** Files of settings with Ruby in them. */
const SETTINGS = [
  "config/database.yml",
  "config/cable.yml",
  "config/storage.yml",
  "config/sidekiq.yml",
  "config/mongoid.yml",
  "config/redis.yml",
];
const FIRST = [
  "config.ru",
  "config/puma.rb",
  "config/routes.rb",
  "config/application.rb",
  "config/environments/production.rb",
  "app.rb",
  "server.rb",
  "main.rb",
  ...SETTINGS,
];

/** Reads the Gemfile of a folder and the sources beside it; undefined where it has none. */
export async function readRubyProject(folder: Folder): Promise<RubyProject | undefined> {
  const text = await folder.read("Gemfile");
  if (text === undefined) return undefined;
  const gemfile = readGemfile(text);
  const locked = await folder.read("Gemfile.lock");
  const initializers = folder.files
    .filter((path) => /^(?:config\/initializers|lib|app)\/[^/]+\.rb$/u.test(path))
    .slice(0, 30);
  const sources = await sourcesOf(folder, { endings: [".rb", ".ru"], first: [...FIRST, ...initializers] });
  const at: RubyProject["at"] = (path, line, says) => evidence(fromRoot(folder, path), line, says);
  return {
    folder,
    gemfile,
    lock: locked === undefined ? undefined : readGemfileLock(locked),
    sources: withTexts(sources, withoutComments),
    gem: (...names) => {
      const found = gemfile.gems.find(({ name, runs }) => runs && names.includes(name));
      return found === undefined ? undefined : at("Gemfile", found.line, `depends on ${found.name}`);
    },
    at,
  };
}

/** Lines that are nothing but a comment, blanked. */
function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*#[^\n]*/gmu, "");
}
