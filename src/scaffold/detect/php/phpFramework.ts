import type { CommandLine } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import type { Composer } from "./composer.ts";

/** What a framework of PHP needs. */
export interface PhpFramework {
  readonly framework: Fact<string>;
  /** Folders that it writes to. */
  readonly writes: readonly string[];
  /** What it does not start without. */
  readonly needs: readonly VariableReading[];
  readonly worker?: { readonly start: CommandLine; readonly at: Evidence };
}

/** Other frameworks by the package that brings them. */
const OTHERS: readonly (readonly [name: string, packages: readonly string[], writes: readonly string[]])[] = [
  ["lumen", ["laravel/lumen-framework"], ["storage"]],
  ["slim", ["slim/slim"], []],
  ["cakephp", ["cakephp/cakephp"], ["tmp", "logs"]],
  ["codeigniter", ["codeigniter4/framework"], ["writable"]],
  ["yii", ["yiisoft/yii2"], ["runtime", "web/assets"]],
  ["laminas", ["laminas/laminas-mvc", "mezzio/mezzio"], ["data"]],
  ["drupal", ["drupal/core-recommended", "drupal/core"], ["web/sites/default/files"]],
];

/** The framework of a project; undefined for plain PHP. */
export function phpFramework(
  folder: Folder,
  composer: Composer | undefined,
  sources: readonly Source[],
): PhpFramework | undefined {
  const laravel = composer?.requires("laravel/framework");
  if (laravel !== undefined) return laravelNeeds(composer, laravel, sources, folder);
  const symfony = composer?.requires("symfony/framework-bundle", "symfony/symfony");
  if (symfony !== undefined) return symfonyNeeds(composer, symfony, sources);
  for (const [name, packages, writes] of OTHERS) {
    const at = composer?.requires(...packages);
    if (at !== undefined) return { framework: fact(name, "certain", at), writes, needs: [] };
  }
  return undefined;
}

function laravelNeeds(
  composer: Composer | undefined,
  at: Evidence,
  sources: readonly Source[],
  folder: Folder,
): PhpFramework {
  const horizon = composer?.requires("laravel/horizon");
  const job = folder.files.find((path) => /^app\/Jobs\/.*\.php$/u.test(path));
  const queued = hitsIn(sources, /\bimplements\s[^{\n]{0,80}\bShouldQueue\b/gu)[0]?.at("is queued");
  const works =
    horizon ??
    queued ??
    (job === undefined
      ? undefined
      : { ...at, file: at.file.replace(/composer\.json$/u, job), line: 1, says: "is a job of the queue" });
  const start =
    horizon === undefined
      ? ["php", "artisan", "queue:work", "--tries=3", "--max-time=3600"]
      : ["php", "artisan", "horizon"];
  return {
    framework: fact("laravel", "certain", at),
    writes: ["storage", "bootstrap/cache"],
    needs: [{ name: "APP_KEY", optional: false, at: { ...at, says: "encrypts with APP_KEY" } }],
    ...(works !== undefined && { worker: { start, at: works } }),
  };
}

function symfonyNeeds(composer: Composer | undefined, at: Evidence, sources: readonly Source[]): PhpFramework {
  const messenger = composer?.requires("symfony/messenger");
  const settings = sources.filter(({ path }) => /(?:^|\/)messenger\.ya?ml$/u.test(path));
  // A transport that has a `dsn`, or an address right behind its name.
  const [transport] = hitsIn(settings, /^[ \t]*transports:[ \t]*\n(?:[ \t]*\n)*[ \t]*([\w-]{1,40}):/gmu);
  const name = transport?.group(1);
  const start = ["php", "bin/console", "messenger:consume", name ?? "async", "--time-limit=3600"];
  return {
    framework: fact("symfony", "certain", at),
    writes: ["var"],
    needs: [{ name: "APP_SECRET", optional: false, at: { ...at, says: "signs with APP_SECRET" } }],
    ...(messenger !== undefined &&
      transport !== undefined && { worker: { start, at: transport.at(`sends messages to ${name ?? "a transport"}`) } }),
  };
}
