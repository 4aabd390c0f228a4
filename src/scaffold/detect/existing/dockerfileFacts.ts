import { DockerfileParser } from "dockerfile-ast";
import type { CommandLine } from "../../facts/application.ts";
import type { Evidence } from "../../facts/fact.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import { evidence } from "../shared/evidence.ts";
import { filledInRounds } from "../shared/filledIn.ts";
import { portOf } from "../shared/ports.ts";

/** Something that a Dockerfile says, and where. */
export interface Said<T> {
  readonly value: T;
  readonly at: Evidence;
}

/** What a Dockerfile says about the container of its last stage. */
export interface DockerfileFacts {
  /** Images of all stages, the last first, as `name:tag`, without a digest. */
  readonly images: readonly Said<string>[];
  readonly exposed?: Said<number>;
  readonly environment: ReadonlyMap<string, Said<string>>;
  /** What is started: entry point and command together, without programs such as `tini` that only pass signals on. */
  readonly command?: Said<CommandLine>;
  readonly health?: Said<string>;
}

type Parsed = ReturnType<typeof DockerfileParser.parse>;
type Instruction = ReturnType<Parsed["getInstructions"]>[number];

const LONGEST = 100_000;
const INITS = /^(?:\/\S*\/)?(?:tini|dumb-init|catatonit|docker-init)$/u;

/** Reads a Dockerfile, variables of ARG and ENV filled in; undefined where it has no stage. Never throws. */
export function readDockerfile(file: string, text: string): DockerfileFacts | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return factsOf(file, DockerfileParser.parse(text));
  } catch {
    return undefined;
  }
}

function factsOf(file: string, parsed: Parsed): DockerfileFacts | undefined {
  const all = parsed.getInstructions();
  const last = all.findLastIndex((one) => one.getKeyword() === "FROM");
  if (last === -1) return undefined;
  const stages = parsed.getFROMs().toReversed();
  const images = stages.flatMap((from) => {
    const image = filledIn(parsed, from.getImage() ?? "", lineOf(from)).replace(/@.*$/u, "");
    return image === "" ? [] : [{ value: image, at: evidence(file, lineOf(from), `is built on ${image}`) }];
  });
  const stage = all.slice(last);
  const environment = environmentOf(file, parsed);
  const exposed = exposedIn(file, parsed, stage);
  const command = commandIn(file, stage);
  const health = healthIn(file, stage);
  return {
    images,
    environment,
    ...(exposed !== undefined && { exposed }),
    ...(command !== undefined && { command }),
    ...(health !== undefined && { health }),
  };
}

function lineOf(instruction: Pick<Instruction, "getRange">): number {
  return instruction.getRange().start.line + 1;
}

/** `$NAME`, `${NAME}` and `${NAME:-default}` of a text by what stands before a line. */
function filledIn(parsed: Parsed, text: string, line: number): string {
  const form = /\$(?:(\w{1,60})|\{(\w{1,60})(?::?-([^{}]{0,100}))?\})/gu;
  return filledInRounds(
    text,
    form,
    ([, plain, braced, fallback]) => valueOf(parsed, plain ?? braced ?? "", line) ?? fallback,
  );
}

/** `ENV PORT=$PORT` takes what the argument of the same name has. */
function valueOf(parsed: Parsed, name: string, line: number): string | undefined {
  const value = parsed.resolveVariable(name, line - 1) ?? undefined;
  if (value === undefined || !new RegExp(String.raw`\$\{?${name}\b`, "u").test(value)) return value;
  const argument = parsed.getARGs().find((one) => one.getProperty()?.getName() === name && lineOf(one) <= line);
  return argument?.getProperty()?.getValue() ?? undefined;
}

function environmentOf(file: string, parsed: Parsed): ReadonlyMap<string, Said<string>> {
  const from = parsed.getFROMs().at(-1);
  const start = from === undefined ? 1 : lineOf(from);
  const entries = parsed.getENVs().flatMap((env) => {
    const line = lineOf(env);
    if (line < start) return [];
    return env.getProperties().map((one): [string, Said<string>] => {
      const value = filledIn(parsed, one.getValue() ?? "", line);
      return [one.getName(), { value, at: evidence(file, one.getRange().start.line + 1, `sets ${one.getName()}`) }];
    });
  });
  return new Map(entries);
}

function exposedIn(file: string, parsed: Parsed, stage: readonly Instruction[]): Said<number> | undefined {
  for (const one of stage.filter((instruction) => instruction.getKeyword() === "EXPOSE")) {
    for (const argument of one.getArguments()) {
      const port = portOf(filledIn(parsed, argument.getValue(), lineOf(one)).replace(/\/tcp$/iu, ""));
      if (port !== undefined) return { value: port, at: evidence(file, lineOf(one), `exposes ${port}`) };
    }
  }
  return undefined;
}

function commandIn(file: string, stage: readonly Instruction[]): Said<CommandLine> | undefined {
  const entry = stage.findLast((one) => one.getKeyword() === "ENTRYPOINT");
  const command = stage.findLast((one) => one.getKeyword() === "CMD");
  const words = [...(entry === undefined ? [] : wordsOf(entry)), ...(command === undefined ? [] : wordsOf(command))];
  const start = words.findIndex((word) => !INITS.test(word) && word !== "--" && !/^-[a-z]$/u.test(word));
  const at = command ?? entry;
  if (at === undefined || start === -1) return undefined;
  return { value: words.slice(start), at: evidence(file, lineOf(at), "starts it") };
}

function wordsOf(instruction: Instruction): CommandLine {
  const text = instruction.getArgumentsContent() ?? "";
  if (text.trimStart().startsWith("[")) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed)) return parsed.filter((one) => typeof one === "string");
    } catch {
      // Docker takes what is no JSON for a shell line, and so is it read here.
    }
  }
  return text.trim() === "" ? [] : commandLineOf(text.replaceAll(/\\\r?\n/gu, " "));
}

function healthIn(file: string, stage: readonly Instruction[]): Said<string> | undefined {
  const check = stage.findLast((one) => one.getKeyword() === "HEALTHCHECK");
  const path = check === undefined ? undefined : healthPath(check.getArgumentsContent() ?? "");
  if (check === undefined || path === undefined) return undefined;
  return { value: path, at: evidence(file, lineOf(check), `asks ${path} whether it lives`) };
}

/** The path that a line of a health check asks on its own machine; undefined where it asks none. */
export function healthPath(line: string): string | undefined {
  const url = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::[\w${}:-]{1,40})?(\/[\w./-]{0,100})/u.exec(
    line,
  );
  return url?.[1];
}
