import { lastStep, resolved } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Detector, Found } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { withTexts } from "../shared/hits.ts";
import { readProcfile } from "../shared/procfile.ts";
import { type ServiceSign, servicesAmong } from "../shared/services.ts";
import { fromRoot, type Source, sourcesOf } from "../shared/sources.ts";
import { variablesAmong } from "../shared/variables.ts";
import { scriptDoes, scriptPort, scriptVariables, shellCode, shellOf } from "./shellScript.ts";

const SCRIPTS = [
  "run.sh",
  "start.sh",
  "main.sh",
  "server.sh",
  "serve.sh",
  "worker.sh",
  "daemon.sh",
  "agent.sh",
  "cron.sh",
  "loop.sh",
  "poll.sh",
  "backup.sh",
  "sync.sh",
  "monitor.sh",
  "entrypoint.sh",
  "docker-entrypoint.sh",
];

/** Scripts that serve or go on, where nothing else in their folder does. */
export const shellDetector: Detector = {
  ecosystem: "shell",
  markers: ["Procfile", ...SCRIPTS],
  fallback: true,
  async detect(folder) {
    const entries = await procfileEntries(folder);
    const known =
      entries.length > 0 ? entries : SCRIPTS.filter((script) => folder.has(script)).map((script) => ({ script }));
    const found = await Promise.all(known.map((entry) => applicationOf(folder, entry)));
    const applications = found.filter((one) => one !== undefined);
    const [first] = applications;
    if (first === undefined) return { is: "nothing", problems: [] };
    return { is: "application", applications: entries.length > 0 ? applications : [first], problems: [] };
  },
};

/** What starts a script. */
interface Entry {
  /** From the folder. */
  readonly script: string;
  /** What a Procfile calls it, and how it starts it. */
  readonly name?: string;
  readonly command?: Fact<CommandLine>;
}

/** More processes than this are no Procfile. */
const MOST_PROCESSES = 20;

/** The processes of a Procfile that are scripts of the folder. */
async function procfileEntries(folder: Folder): Promise<readonly Entry[]> {
  const text = (await folder.read("Procfile")) ?? "";
  return readProcfile(text)
    .slice(0, MOST_PROCESSES)
    .flatMap(({ name, command, line }): readonly Entry[] => {
      const plain = command.split(/\s+/u).filter((word) => /^[\w./-]*[\w.-]$/u.test(word));
      const script = plain.map((word) => resolved(".", word)).find((path) => path !== undefined && folder.has(path));
      if (script === undefined || /^(?:release|build|test)$/u.test(name)) return [];
      return [
        {
          script,
          name,
          command: fact(
            commandLineOf(command),
            "certain",
            evidence(fromRoot(folder, "Procfile"), line, `starts ${name}`),
          ),
        },
      ];
    });
}

async function applicationOf(folder: Folder, { script, name, command }: Entry): Promise<Found | undefined> {
  const [read] = await sourcesOf(folder, { endings: [], first: [script], most: 1 });
  const shell = read && shellOf(read.text);
  if (read === undefined || shell === undefined) return undefined;
  const [source = read] = withTexts([read], shellCode);
  const [named] = command?.evidence ?? [];
  const does =
    scriptDoes(source) ?? (named && { role: name === "web" ? ("server" as const) : ("worker" as const), at: named });
  if (does === undefined) return undefined;
  const readings = scriptVariables(source);
  const environment = variablesAmong(readings);
  const at = evidence(read.file, 1, `is written for ${shell}`);
  const port =
    does.role === "server"
      ? (scriptPort(source, readings) ?? fact({ number: 8080, variable: "PORT" }, "guess" as const, does.at))
      : undefined;
  return {
    name: name !== undefined && name !== "web" ? `${lastStep(folder.path)}-${name}` : nameOf(folder, script),
    path: folder.path,
    role: fact(does.role, "likely", does.at),
    language: fact("shell", "certain", at),
    runtime: fact({ name: "shell" }, "certain", at),
    startCommand: command ?? fact([shell === "bash" ? "bash" : "sh", `./${script}`], "likely", at),
    lintCommand: fact(`shellcheck ${script}`, "guess", at),
    ...(port && { port }),
    environment,
    services: servicesAmong(signsOf(source), environment),
    writes: [],
    ecosystem: { kind: "shell", root: folder.path, script: fromRoot(folder, script) },
  };
}

/** Scripts have usual names, their folders have telling ones; the root's is not known. */
function nameOf(folder: Folder, script: string): string {
  return folder.path === "." ? script.replace(/\.sh$/u, "") : lastStep(folder.path);
}

const CLIENTS = [
  [/\b(?:psql|pg_dump|pg_isready)\b/u, "postgres"],
  [/\b(?:mysql|mysqldump)[ \t]/u, "mysql"],
  [/\b(?:mongosh?|mongodump)[ \t]/u, "mongodb"],
  [/\bredis-cli\b/u, "redis"],
] as const;

function signsOf(source: Source): readonly ServiceSign[] {
  return CLIENTS.flatMap(([pattern, name]): readonly ServiceSign[] => {
    const index = source.text.search(pattern);
    const line = source.text.slice(0, index).split("\n").length;
    return index === -1 ? [] : [{ name, confidence: "likely", at: evidence(source.file, line, "calls its client") }];
  });
}
