import type { CommandLine, Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { portOfLine } from "../shared/commandPort.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { readProcfile } from "../shared/procfile.ts";
import { fromRoot } from "../shared/sources.ts";

/** A process that a Procfile names. */
export interface Process {
  readonly name: string;
  readonly command: Fact<CommandLine>;
  /** The port that its line sets; `fallback` stands for a variable without one. */
  port(fallback: number): Fact<Port> | undefined;
  /** Whether its line starts a server that, left to itself, only answers its own machine. */
  readonly isClosed: boolean;
  readonly at: Evidence;
}

/** More processes than this are no Procfile. */
const MOST_PROCESSES = 20;

/** The processes of a folder's Procfile that go on running; `release` runs once before them. */
export async function processesOf(folder: Folder): Promise<readonly Process[]> {
  const text = (await folder.read("Procfile")) ?? "";
  const running = readProcfile(text)
    .filter(({ name }) => !/^(?:release|migrate|init|build|test)$/u.test(name))
    .slice(0, MOST_PROCESSES);
  return running.map(({ name, command, line }) => {
    const at = evidence(fromRoot(folder, "Procfile"), line, `starts ${name}`);
    return {
      name,
      command: fact(commandLineOf(command), "certain", at),
      port: (fallback) => portOfLine(command, fallback, at),
      isClosed:
        /\b(?:uvicorn|hypercorn|daphne|flask)\b/u.test(command) && !/--host|--bind|\s-[bh]\s|0\.0\.0\.0/u.test(command),
      at,
    };
  });
}
