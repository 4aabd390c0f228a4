import path from "node:path";
import * as z from "zod";
import type { ComposeService } from "./composeService.ts";

/** How one setting of a service is said to the engine. */
interface Translated {
  /** Before the image's name. */
  readonly options?: readonly string[];
  /** After it. */
  readonly command?: readonly string[];
}

type Translation = (value: unknown) => Translated;

const text = z.union([z.string(), z.number()]).transform(String);
const texts = z.array(z.string());
const NOTHING: Translated = {};

/** Every setting that generated services have; what is not here makes the test fail. */
const SETTINGS: Readonly<Record<string, Translation>> = {
  // Both are asked for on their own.
  image: () => NOTHING,
  build: () => NOTHING,
  command: (value) => ({ command: texts.parse(value) }),
  user: (value) => options(`--user=${text.parse(value)}`),
  cap_drop: (value) => options(...texts.parse(value).map((one) => `--cap-drop=${one}`)),
  security_opt: (value) => options(...texts.parse(value).map((one) => `--security-opt=${one}`)),
  read_only: (value) => options(`--read-only=${z.boolean().parse(value)}`),
  tmpfs: (value) => options(...texts.parse(value).map((one) => `--tmpfs=${one}`)),
  volumes: (value) =>
    options(
      ...z
        .array(volume)
        .parse(value)
        .map(({ target }) => `--mount=type=volume,target=${target}`),
    ),
  environment: (value) => options(...environmentOf(value)),
  healthcheck: (value) => {
    none.parse(value);
    return options("--no-healthcheck");
  },
  mem_limit: (value) => options(`--memory=${text.parse(value)}`, `--memory-swap=${text.parse(value)}`),
  cpus: (value) => options(`--cpus=${text.parse(value)}`),
  pids_limit: (value) => options(`--pids-limit=${text.parse(value)}`),
  init: (value) => options(`--init=${z.boolean().parse(value)}`),
  restart: (value) => options(`--restart=${z.string().parse(value)}`),
  ports: (value) => options(...texts.parse(value).map((one) => `--publish=${one}`)),
  // An application is tried alone: on the engine's one network, without what it talks to.
  networks: () => NOTHING,
  depends_on: () => NOTHING,
};

const volume = z.strictObject({ type: z.literal("volume"), source: z.string(), target: z.string() });
/** A check of the image that is turned off. */
const none = z.looseObject({ test: z.tuple([z.literal("NONE")]) });
const environment = z.record(z.string(), z.string().nullable());
const build = z.strictObject({ context: z.string(), dockerfile: z.string(), args: z.record(z.string(), z.string()) });

/** How the engine runs a service: options, the image, and the command where the service has one of its own. */
export function runArguments(service: ComposeService, extra: readonly string[] = []): readonly string[] {
  const said = Object.entries(service).map(([name, value]) => translated(name, value));
  return [
    ...said.flatMap((one) => one.options ?? []),
    ...extra,
    imageOf(service),
    ...said.flatMap((one) => one.command ?? []),
  ];
}

/** How the engine builds a service's image. */
export function buildArguments(service: ComposeService, folder: string): readonly string[] {
  const { context, dockerfile, args } = build.parse(service["build"]);
  const root = path.join(folder, context);
  const given = Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`);
  return [`--file=${path.join(root, dockerfile)}`, `--tag=${imageOf(service)}`, ...given, root];
}

/** The name that a service's image is built under and run by. */
export function imageOf(service: ComposeService): string {
  return z.string().parse(service["image"]);
}

/** The port of this machine that a service is published on; undefined where it is not. */
export function publishedPort(service: ComposeService): number | undefined {
  const [first] = texts.optional().parse(service["ports"]) ?? [];
  const port = /^(?:[\d.]+:)?(\d+):\d+$/u.exec(first ?? "")?.[1];
  return port === undefined ? undefined : Number(port);
}

function translated(name: string, value: unknown): Translated {
  const translation = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (translation === undefined)
    throw new Error(`The compose file says "${name}", and no argument of the engine is known for it.`);
  return translation(value);
}

function options(...all: readonly string[]): Translated {
  return { options: all };
}

/** What is named without a value is handed on from outside, where nothing is set. */
function environmentOf(value: unknown): readonly string[] {
  const known = Object.entries(environment.parse(value));
  return known.flatMap(([name, one]) => (one === null ? [] : [`--env=${name}=${one}`]));
}
