import { joinPath, parentOf } from "../../base/treePath.ts";
import { Fault } from "../../base/result.ts";
import type { Place } from "../../core/place.ts";
import type { ListeningPorts } from "../../core/ports/listeningPorts.ts";
import type { Application } from "../../scaffold/facts/application.ts";
import type { Problem } from "../../scaffold/facts/detection.ts";
import { composeServices } from "../../scaffold/generate/compose/composeServices.ts";
import type { ComposeService } from "../../scaffold/generate/compose/composeModel.ts";
import { publishedPorts } from "../../scaffold/generate/compose/publishedPorts.ts";
import type { GenerateInput } from "../../scaffold/generate/generator.ts";
import type { EnvironmentProfile } from "../../scaffold/generate/settings.ts";
import { detect } from "../../scaffold/detect/detect.ts";
import { SERVICES } from "../../scaffold/facts/services.ts";
import { isForOther } from "../../scaffold/ports/composeFiles.ts";
import { composePorts } from "../../scaffold/ports/composePorts.ts";
import { dotenvPorts, withPorts } from "../../scaffold/ports/dotenv.ts";
import { DOTENV } from "../../scaffold/ports/hostPorts.ts";
import { rangeOf } from "../../scaffold/ports/portRange.ts";
import { type PlannedPort, type PortFacts, type PortReport, portReport } from "../../scaffold/ports/portReport.ts";
import { composeTexts, hostPortsIn, textAt } from "./hostPorts.ts";
import type { ScaffoldParts } from "./scaffoldParts.ts";
import { settingsFor } from "./settingsFor.ts";
import { basesIn, sourceTree } from "./sourceTree.ts";
import { workspaceCatalogue } from "./workspaceCatalogue.ts";

/** Ports of one environment on this machine, with what would be written to settle them. */
export interface ScaffoldPorts extends PortReport {
  readonly environment: string;
  /** Every environment there is, in order of promotion. */
  readonly environments: readonly string[];
  readonly dotenv: {
    /** Its text; undefined where there is none. */
    readonly before: string | undefined;
    /** The text with all ports set. */
    readonly after: string;
  };
}

/**
 * Every port that an environment takes on this machine; the first environment where none is named. Writes nothing.
 * Fault: `UnknownEnvironment`.
 */
export async function scaffoldPorts(
  parts: ScaffoldParts,
  name: string | undefined,
  signal?: AbortSignal,
): Promise<ScaffoldPorts> {
  const tree = sourceTree(parts.tree, await basesIn(parts.files));
  const [detection, hostPorts] = await Promise.all([detect(tree, signal), hostPortsIn(parts.files, tree, signal)]);
  const { settings } = await settingsFor(parts, detection, signal);
  const { catalogue } = await workspaceCatalogue(await parts.catalogue(), parts.files);
  const { applications } = detection;
  const environment = environmentOf(settings.environments, name);
  const planned = plannedPorts({ applications, detection, settings, catalogue, hostPorts }, environment);
  const environments = settings.environments.map((one) => one.name);
  const texts = (await composeTexts(parts.tree, signal)).filter(
    ({ path }) => !isForOther(path, environment.name, environments),
  );
  const set = await settingsOfFolders(parts, [".", ...texts.map(({ path }) => parentOf(path))]);
  const published = texts.flatMap(({ path, text }) => composePorts(path, text, set.valuesOf(parentOf(path))));
  const range = rangeOf(settings.environments, environment.name);
  const facts = { range, planned, published, set: set.find };
  const report = portReport({ ...facts, listening: await listeningIn(parts.listening, facts) });
  const standing = (await parts.files.look([DOTENV])).get(DOTENV);
  const before = standing?.state === "text" ? standing.text : undefined;
  const dotenv = { before, after: withPorts(before ?? "", report.proposed) };
  return { ...report, environment: environment.name, environments, dotenv };
}

/** What a person should know about ports before the compose files of a plan are started on this machine. */
export async function portProblems(parts: ScaffoldParts, input: GenerateInput): Promise<readonly Problem[]> {
  const [first] = input.settings.environments;
  if (first === undefined) return [];
  const planned = plannedPorts(input, first);
  const { find } = await settingsOfFolders(parts, ["."]);
  const facts = { range: rangeOf(input.settings.environments, first.name), planned, published: [], set: find };
  const { conflicts } = portReport({ ...facts, listening: await listeningIn(parts.listening, facts) });
  return conflicts.map(({ reason, path, message, evidence }) => ({ reason, path, message, evidence }));
}

/** Writes the ports into the workspace's own `.env`. Faults: those of writing. */
export async function writeDotenv({ files }: ScaffoldParts, { dotenv }: ScaffoldPorts): Promise<void> {
  await files.write([{ path: DOTENV, text: dotenv.after, before: dotenv.before }]);
}

function environmentOf(environments: readonly EnvironmentProfile[], name: string | undefined): EnvironmentProfile {
  const found = name === undefined ? environments[0] : environments.find((one) => one.name === name);
  if (found !== undefined) return found;
  const known = environments.map((one) => one.name).join(", ");
  throw new Fault("UnknownEnvironment", `There is no environment "${name ?? ""}"; there are ${known}.`);
}

/** What compose would publish, with the lines that ask for it. */
export function plannedPorts(input: GenerateInput, environment: EnvironmentProfile): readonly PlannedPort[] {
  if (input.applications.length === 0) return [];
  const { services, proxy } = composeServices(input);
  const ports = publishedPorts(environment, services, proxy !== undefined, input);
  return services.flatMap((service) => {
    const host = ports.get(service.portVariable);
    if (host === undefined || service.port === undefined) return [];
    const application = input.applications.find(({ name }) => name === service.key);
    const code = application?.role.value === "server" ? application.port?.value.number : undefined;
    return [
      {
        service: service.key,
        variable: service.portVariable,
        host,
        container: service.port,
        place: application === undefined ? neededAt(service, input.applications) : listensAt(application),
        ...(code !== undefined && { code }),
      },
    ];
  });
}

function listensAt({ port, role }: Application): Place | undefined {
  return (port ?? role).evidence[0];
}

/** The first line that asks for a service. */
function neededAt({ port }: ComposeService, applications: readonly Application[]): Place | undefined {
  const facts = applications.flatMap(({ services }) => services);
  return facts.find(({ value }) => SERVICES[value.name].port === port)?.evidence[0];
}

/** What the `.env` of each folder sets: compose reads the one beside its file. */
async function settingsOfFolders({ files }: ScaffoldParts, folders: readonly string[]) {
  const all = await Promise.all(
    [...new Set(folders)].map(async (folder) => {
      const file = joinPath(folder, DOTENV);
      const lines = dotenvPorts(await textAt(files, file));
      return [folder, new Map(lines.map(({ name, port, line }) => [name, { port, place: { file, line } }]))] as const;
    }),
  );
  const byFolder = new Map(all);
  return {
    find: (folder: string, variable: string) => byFolder.get(folder)?.get(variable),
    valuesOf: (folder: string): ReadonlyMap<string, number> =>
      new Map([...(byFolder.get(folder) ?? [])].map(([name, { port }]) => [name, port])),
  };
}

/** Asked about: the whole range, as one of it may be proposed, and everything that is wanted. */
function listeningIn(
  ports: ListeningPorts,
  { range, planned, published, set }: Omit<PortFacts, "listening">,
): Promise<ReadonlySet<number>> {
  const whole = Array.from({ length: range.to - range.from + 1 }, (_port, index) => range.from + index);
  const kept = planned.flatMap(({ variable }) => set(".", variable)?.port ?? []);
  return ports.taken([...whole, ...kept, ...[...planned, ...published].map(({ host }) => host)]);
}
