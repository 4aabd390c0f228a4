import type { CommandLine } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { fact } from "../shared/evidence.ts";
import { readProcfile } from "../shared/procfile.ts";
import type { RubyProject } from "./rubyProject.ts";

/** What works through jobs beside the server, from the same code. */
export interface RubyWorker {
  readonly framework: Fact<string>;
  readonly start: Fact<CommandLine>;
  readonly because: Evidence;
}

/** Gems of jobs, and how their worker is started. */
const WORKERS: readonly (readonly [gem: string, start: readonly string[]])[] = [
  ["sidekiq", ["bundle", "exec", "sidekiq"]],
  ["solid_queue", ["bundle", "exec", "rake", "solid_queue:start"]],
  ["good_job", ["bundle", "exec", "good_job", "start"]],
  ["delayed_job_active_record", ["bundle", "exec", "rake", "jobs:work"]],
  ["delayed_job", ["bundle", "exec", "rake", "jobs:work"]],
  ["que", ["bundle", "exec", "que"]],
  ["karafka", ["bundle", "exec", "karafka", "server"]],
  ["sneakers", ["bundle", "exec", "rake", "sneakers:run"]],
  ["shoryuken", ["bundle", "exec", "shoryuken", "-R"]],
  ["resque", ["sh", "-c", "QUEUE='*' exec bundle exec rake resque:work"]],
];

/** The worker of a project; undefined where it has none. A Procfile says best how it is started. */
export async function rubyWorker({ folder, gem, at }: RubyProject): Promise<RubyWorker | undefined> {
  const listed = readProcfile((await folder.read("Procfile")) ?? "").find(({ name }) =>
    /^(?:worker|jobs?|sidekiq)$/u.test(name),
  );
  for (const [name, usual] of WORKERS) {
    const because = gem(name);
    if (because === undefined) continue;
    const start =
      listed === undefined
        ? fact<CommandLine>(usual, "likely", because)
        : fact(commandLineOf(listed.command), "certain", at("Procfile", listed.line, "starts the worker"));
    return {
      framework: fact(name.replace("_active_record", "").replaceAll("_", "-"), "certain", because),
      start,
      because,
    };
  }
  if (listed === undefined) return undefined;
  const because = at("Procfile", listed.line, "starts the worker");
  return {
    framework: fact("ruby", "guess", because),
    start: fact(commandLineOf(listed.command), "certain", because),
    because,
  };
}
