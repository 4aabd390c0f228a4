import type { Found } from "../detector.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { readProcfile } from "../shared/procfile.ts";
import { fromRoot } from "../shared/sources.ts";
import { compilerOutput, sourceOfEntry } from "./entryFile.ts";
import { buildApplication } from "./nodeApplication.ts";
import { nodeCode } from "./nodeCode.ts";
import type { PackageSubject } from "./packageSubject.ts";
import { scriptCommand, startedFile } from "./scriptCommand.ts";

/** Names that a Procfile gives to what works beside the server. */
const WORKS = /^(?:worker|jobs?|queue|consumer|scheduler|clock)$/u;

/** What a Procfile starts beside a server, from the same package; undefined where it starts nothing else. */
export async function procfileWorker(subject: PackageSubject, server: Found): Promise<Found | undefined> {
  const { folder, manifest } = subject;
  const entries = readProcfile((await folder.read("Procfile")) ?? "");
  const entry = entries.find(({ name }) => WORKS.test(name));
  if (entry === undefined) return undefined;
  const argv = commandLineOf(entry.command);
  const [, script = ""] = /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?([\w:.-]+)$/u.exec(entry.command) ?? [];
  const started = startedFile(argv) ?? scriptCommand(script, manifest.scripts)?.file;
  const output = await compilerOutput(folder);
  const source = started === undefined ? undefined : sourceOfEntry(folder, started, output?.outDir);
  const at = evidence(fromRoot(folder, "Procfile"), entry.line, `starts ${entry.name}`);
  const made = await buildApplication(subject, {
    role: fact("worker", "certain", at),
    start: fact(argv, "certain", at),
    entry: source,
    code: await nodeCode(subject, source),
    needsModules: Object.keys(manifest.dependencies).length > 0 || subject.local.length > 0,
    ...(server.outputDirectory !== undefined && { output: server.outputDirectory }),
  });
  const [found] = made.applications;
  return found && { ...found, name: `${server.name}-${entry.name}` };
}
