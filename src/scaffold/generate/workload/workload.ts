import type { Application } from "../../facts/application.ts";
import { SERVICES } from "../../facts/services.ts";
import { type Container, containerOf } from "../container.ts";
import { startCommandOf } from "../dockerfile/startCommand.ts";
import type { GenerateInput } from "../generator.ts";
import { imageOf } from "../image.ts";
import { type Exception, exceptionsOf } from "./exceptions.ts";
import { hostOf } from "./hosts.ts";
import { type ContainerSettings, settingsOf } from "./settingsOf.ts";
import { type Volume, volumesOf } from "./volumes.ts";

/** An application as it runs in a cluster: what manifests and charts write of it alike. */
export interface Workload extends Pick<Container, "name" | "image" | "user" | "port" | "portVariable"> {
  readonly path: string;
  /** What is started instead of what its image starts by itself. */
  readonly args: readonly string[];
  readonly role: "server" | "worker" | "site";
  /** Kubernetes lets no Service begin with a digit. */
  readonly service: string;
  /** The path that tells whether it may get traffic; undefined: that the port is open must do. */
  readonly readiness?: string;
  /**
   * The path that tells whether it lives, where that is another one. A single path may look at what the application
   * depends on too, and restarting it for that would turn the failure of one service into one of all.
   */
  readonly liveness?: string;
  /** How often its start is asked for in vain, every two seconds, before it is restarted. */
  readonly startTries: number;
  /** The host that probes ask for, where the framework answers known ones only. */
  readonly probeHost?: string;
  readonly settings: ContainerSettings;
  readonly volumes: readonly Volume[];
  /** Whether it writes what must be kept: one replica, which ends before the next one starts. */
  readonly keeps: boolean;
  /** Whether it starts what a clock says: two of it would start everything twice. */
  readonly clock: boolean;
  /** Whether there is never more than one of it, for either of these. */
  readonly alone: boolean;
  /** Whether any environment has a host for it. */
  readonly exposed: boolean;
  /** Whether more replicas run when there is more to do. */
  readonly scales: boolean;
  /** Ports that it may reach, with what answers there. */
  readonly reaches: readonly { readonly port: number; readonly title: string }[];
  /** Ports of the other applications beside it. */
  readonly beside: readonly number[];
  readonly exceptions: readonly Exception[];
}

/** Frameworks that refuse requests for hosts they were not told of: health checks of images ask for this one too. */
const HOST_CHECKING: ReadonlySet<string> = new Set(["django"]);

/** Two minutes; and four where a virtual machine first loads the classes of a framework, on a part of a processor. */
const START_TRIES = { java: 120, others: 60 };

/** The workload of one of the applications that are written for. */
export function workloadOf(application: Application, input: GenerateInput): Workload {
  const { applications, settings } = input;
  const container = containerOf(application, settings.imageRepository);
  const { name, user, port, portVariable, health, readiness } = container;
  const { builder, shared } = imageOf(application, applications);
  const volumes = volumesOf(container, application.framework?.value);
  const keeps = volumes.some(({ persistent }) => persistent);
  const clock = isClock(application);
  const model = {
    name,
    image: containerOf(builder, settings.imageRepository).image,
    args: shared ? literalWords(startCommandOf(application, input)) : [],
    user,
    path: application.path,
    role: application.role.value,
    service: /^\d/u.test(name) ? `app-${name}` : name,
    ...(port !== undefined && { port }),
    ...(portVariable !== undefined && { portVariable }),
    ...(readiness !== undefined && { readiness }),
    ...(health !== undefined && health !== readiness && { liveness: health }),
    startTries: application.ecosystem.kind === "java" ? START_TRIES.java : START_TRIES.others,
    ...(HOST_CHECKING.has(application.framework?.value ?? "") && { probeHost: "127.0.0.1" }),
    settings: settingsOf(container),
    volumes,
    keeps,
    clock,
    alone: keeps || clock,
    exposed: settings.environments.some((profile) => hostOf(application, applications, profile) !== undefined),
    scales: !keeps && !clock && settings.environments.some(({ replicas }) => replicas.min < replicas.max),
    reaches: reachesOf(container),
    beside: besidePorts(application, input),
  };
  return { ...model, exceptions: exceptionsOf(model) };
}

/** Words of commands that start schedulers: Celery's, and those of Ruby, Laravel and Procfiles. */
const CLOCKS = /^(?:beat|clock(?:work)?|clock\.rb|rufus-scheduler|scheduler?|schedule:work|\w+:clock)$/u;

function isClock({ role, startCommand }: Application): boolean {
  const words = startCommand?.value.flatMap((word) => word.split(" ")) ?? [];
  return role.value === "worker" && words.some((word) => CLOCKS.test(word));
}

/** Kubernetes would put variables for `$(NAME)`; a dollar before it keeps it as it is. */
function literalWords(words: readonly string[]): readonly string[] {
  return words.map((word) => word.replaceAll("$(", "$$$$("));
}

function reachesOf({ services }: Container): Workload["reaches"] {
  const titles = new Map<number, string[]>();
  for (const { name } of services) {
    const { port, title } = SERVICES[name];
    titles.set(port, [...new Set([...(titles.get(port) ?? []), title])]);
  }
  return [...titles].map(([port, names]) => ({ port, title: names.join(", ") }));
}

function besidePorts(application: Application, { applications, settings }: GenerateInput): readonly number[] {
  const others = applications.filter((other) => other !== application && other.role.value === "server");
  const ports = others.flatMap((other) => containerOf(other, settings.imageRepository).port ?? []);
  return [...new Set(ports)].toSorted((a, b) => a - b);
}
