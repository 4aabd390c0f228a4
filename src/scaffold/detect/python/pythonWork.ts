import type { CommandLine } from "../../facts/application.ts";
import type { Evidence } from "../../facts/fact.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { Dependency } from "./pythonDependencies.ts";
import type { Module } from "./pythonModules.ts";
import { pathOf } from "./serverCommand.ts";

/** Work that is done without a port. */
export interface Work {
  /** What it is called behind the project's name, such as `worker`. */
  readonly name: string;
  readonly framework: string;
  readonly command: CommandLine;
  readonly at: Evidence;
}

export interface WorkSearch {
  readonly sources: readonly Source[];
  readonly dependencies: readonly Dependency[];
  readonly moduleOf: (path: string) => Module;
}

/** Workers of queues that a project's code sets up: Celery with its clock, Dramatiq, arq, RQ. */
export function queueWork(search: WorkSearch): readonly Work[] {
  const has = (name: string): boolean => search.dependencies.some((one) => one.name === name);
  return [
    ...(has("celery") ? celery(search) : []),
    ...(has("dramatiq")
      ? first(search, /^[ \t]*@(?:dramatiq\.)?actor\b/gmu, (module) => ["dramatiq", module.name], "dramatiq")
      : []),
    ...(has("arq")
      ? first(
          search,
          /^class[ \t]+(\w*WorkerSettings)\b/gmu,
          (module, hit) => ["arq", `${module.name}.${hit.group(1)}`],
          "arq",
        )
      : []),
    ...(has("rq") || has("django-rq") ? rq(search) : []),
  ];
}

function celery({ sources, moduleOf }: WorkSearch): readonly Work[] {
  const [hit] = hitsIn(sources, /^(\w+)[ \t]*(?::[ \t]*\w+)?[ \t]*=[ \t]*(?:celery\.)?Celery\(/gmu);
  if (hit === undefined) return [];
  const module = moduleOf(hit.source.path);
  const name = hit.group(1);
  const target = name === "app" || name === "celery" ? module.name : `${module.name}:${name}`;
  const folder = module.root === "." ? [] : ["--workdir", module.root];
  const worker = ["celery", "--app", target, ...folder, "worker", "--loglevel", "info"];
  const beat = hitsIn(
    sources,
    /\bbeat_schedule\b|\bCELERY_BEAT_SCHEDULE\b|\bdjango_celery_beat\b|\badd_periodic_task\(/gu,
  )[0];
  const clock = [
    "celery",
    "--app",
    target,
    ...folder,
    "beat",
    "--loglevel",
    "info",
    "--schedule",
    "/tmp/celerybeat-schedule",
    "--pidfile=",
  ];
  return [
    { name: "worker", framework: "celery", command: worker, at: hit.at("makes the Celery application") },
    ...(beat === undefined
      ? []
      : [{ name: "beat", framework: "celery", command: clock, at: beat.at("has tasks that a clock starts") }]),
  ];
}

function first(
  { sources, moduleOf }: WorkSearch,
  pattern: RegExp,
  command: (module: Module, hit: Hit) => readonly string[],
  framework: string,
): readonly Work[] {
  const [hit] = hitsIn(sources, pattern);
  if (hit === undefined) return [];
  const module = moduleOf(hit.source.path);
  return [
    {
      name: "worker",
      framework,
      command: [...pathOf(module.root), ...command(module, hit)],
      at: hit.at(`has work for ${framework}`),
    },
  ];
}

/** A script of the project's own that makes RQ's worker. */
function rq({ sources }: WorkSearch): readonly Work[] {
  const [hit] = hitsIn(sources, /\b(?:Simple)?Worker\(\s*[[\w(]/gu).filter(({ source }) =>
    /\b(?:from|import)\s+rq\b/u.test(source.text),
  );
  if (hit === undefined) return [];
  return [{ name: "worker", framework: "rq", command: ["python", hit.source.path], at: hit.at("makes the RQ worker") }];
}

/** What keeps a script going until it is stopped. */
const GOES_ON =
  /^[ \t]*while[ \t]+(?:True|1|not\b[^\n:]{0,80}|running|\w*running)[ \t]*:|\.(?:serve_forever|run_forever|start_consuming|run_polling|start_polling|infinity_polling|run_until_disconnected|wait_for_termination)\(|\bBlockingScheduler\(|\basyncio\.Event\(\)\.wait\(|\b(?:for|async for)\s+\w+\s+in\s+(?:\w+\.)?consumer\b|\b(?:bot|client)\.run\(/gmu;

/** What says that a script goes on working; undefined for one that does its task and ends. */
export function goesOn(source: Source): Evidence | undefined {
  return hitsIn([source], GOES_ON)[0]?.at("goes on until it is stopped");
}
