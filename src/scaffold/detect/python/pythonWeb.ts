import { depthOf, lastStep } from "../../../base/treePath.ts";
import type { CommandLine, Port } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { isLoopback, loopbackProblems } from "../shared/loopback.ts";
import type { Source } from "../shared/sources.ts";
import { appObjects } from "./appObjects.ts";
import { djangoProject } from "./django.ts";
import { type Framework, FRAMEWORKS } from "./frameworks.ts";
import type { PythonContext } from "./pythonContext.ts";
import { scriptCommand } from "./pythonScript.ts";
import { PORT, serverAmong, serverCommand, withPort } from "./serverCommand.ts";

/** The web side of a project, as its framework says. */
export interface Web {
  readonly framework: Fact<string>;
  readonly at: Evidence;
  readonly start?: Fact<CommandLine>;
  readonly port: Fact<Port>;
  readonly bind?: Fact<string>;
  readonly target?: string;
  readonly server?: string;
  /** The path that the framework itself answers on when it lives. */
  readonly health?: Fact<string>;
  readonly build?: Fact<string>;
  readonly writes: readonly Fact<string>[];
  readonly problems: readonly Problem[];
}

/** The web side of a project: of the first framework that it depends on and makes an application with. */
export function webOf(context: PythonContext): Web | undefined {
  for (const framework of FRAMEWORKS) {
    const asked = askedFor(framework, context);
    if (asked === undefined) continue;
    const web = byName(framework, asked, context);
    if (web !== undefined) return web;
  }
  return undefined;
}

function byName(framework: Framework, asked: Fact<string>, context: PythonContext): Web | undefined {
  if (framework.name === "django") return djangoWeb(framework, asked, context);
  if (framework.name === "streamlit") return streamlitWeb(framework, asked, context);
  if (framework.serving === "script") return scriptWeb(framework, asked, context);
  return servedWeb(framework, asked, context);
}

/** The dependency that brings a framework, or the import of it. */
function askedFor(framework: Framework, { project, sources }: PythonContext): Fact<string> | undefined {
  const dependency = project.dependencies.find(({ name }) => framework.packages.includes(name));
  if (dependency !== undefined)
    return fact(framework.name, "certain", evidence(dependency.file, dependency.line, `asks for ${dependency.name}`));
  const [hit] = hitsIn(sources, new RegExp(String.raw`^[ \t]*(?:from|import)[ \t]+${framework.name}\b`, "gmu"));
  return hit === undefined ? undefined : fact(framework.name, "likely", hit.at(`imports ${framework.name}`));
}

/** The port that settings or a command name, else the code, which may listen only for development, else the framework's own. */
function portFor(framework: Framework, { listening, settingsPort }: PythonContext, at: Evidence): Fact<Port> {
  return (
    settingsPort ??
    listening.port ??
    fact({ number: framework.port }, "guess", {
      ...at,
      says: `is served by ${framework.name}, which takes ${framework.port} where nothing else is said`,
    })
  );
}

const EVERYWHERE = "0.0.0.0";

function servedWeb(framework: Framework, asked: Fact<string>, context: PythonContext): Web | undefined {
  const [object] = appObjects(context.sources, framework);
  if (object === undefined) return undefined;
  const module = context.moduleOf(object.source.path);
  const target = `${module.name}:${object.name}${framework.name === "dash" ? ".server" : ""}`;
  const port = portFor(framework, context, object.at);
  const served = { target, isFactory: object.isFactory, importRoot: module.root, port: port.value };
  const base = { framework: asked, at: object.at, port, target: object.isFactory ? `${target}()` : target, writes: [] };
  const server = serverAmong(framework, context.project.dependencies, false);
  const own = framework.name === "sanic" || framework.name === "flask" ? framework.name : undefined;
  const command = server === undefined ? own && serverCommand(own, served) : serverCommand(server.name, served);
  if (command === undefined) return { ...base, problems: [noServer(framework, context, object.at)] };
  const from =
    server === undefined ? object.at : evidence(server.from.file, server.from.line, `asks for ${server.from.name}`);
  const start = fact(command, server === undefined && own === "flask" ? "guess" : "likely", object.at, from);
  return {
    ...base,
    ...(server && { server: server.name }),
    start,
    bind: fact(EVERYWHERE, "likely", from),
    problems: [],
  };
}

function noServer({ name, serving }: Framework, { folder }: PythonContext, at: Evidence): Problem {
  const server = serving === "asgi" ? "uvicorn" : "gunicorn";
  const message = `It is written with ${name} and no server is among its dependencies, so nothing can start it. Add ${server} to them.`;
  return { reason: "NoStartCommand", path: folder.path, message, evidence: [at] };
}

function djangoWeb(framework: Framework, asked: Fact<string>, context: PythonContext): Web | undefined {
  const { project, sources, folder } = context;
  const onlyAsync =
    serverAmong(framework, project.dependencies, false) === undefined &&
    folder.files.some((file) => /(?:^|\/)asgi\.py$/u.test(file));
  const server = serverAmong(framework, project.dependencies, onlyAsync);
  const django = djangoProject(sources, onlyAsync && server !== undefined);
  if (django === undefined) return undefined;
  const port = portFor(framework, context, django.at);
  const importRoot = rootOfModule(django.target, folder.files);
  const manage = folder.files.find((file) => /(?:^|\/)manage\.py$/u.test(file));
  const command =
    server === undefined
      ? withPort(["python", manage ?? "manage.py", "runserver", "--noreload", `${EVERYWHERE}:${PORT}`], port.value)
      : serverCommand(server.name, { target: django.target, isFactory: false, importRoot, port: port.value });
  const from =
    server === undefined ? django.at : evidence(server.from.file, server.from.line, `asks for ${server.from.name}`);
  const { statics, media } = django;
  return {
    framework: asked,
    at: django.at,
    port,
    target: django.target,
    ...(server && { server: server.name }),
    ...(command !== undefined && { start: fact(command, server === undefined ? "guess" : "likely", django.at, from) }),
    bind: fact(EVERYWHERE, "likely", from),
    ...(statics && { build: fact(`python ${manage ?? "manage.py"} collectstatic --noinput`, "likely", statics) }),
    writes: media === undefined ? [] : [fact(media.folder, "likely", media.at)],
    problems: [],
  };
}

/** The folder that a module's file lies below: `src` where `config.wsgi` is `src/config/wsgi.py`. */
function rootOfModule(target: string, files: readonly string[]): string {
  const file = `${(target.split(":")[0] ?? "").replaceAll(".", "/")}.py`;
  const found = files.find((path) => path === file || path.endsWith(`/${file}`));
  return found === undefined || found === file ? "." : found.slice(0, -file.length - 1);
}

const STREAMLIT_ENTRIES = ["streamlit_app.py", "app.py", "main.py", "Home.py", "home.py", "dashboard.py"];

function streamlitWeb(framework: Framework, asked: Fact<string>, context: PythonContext): Web | undefined {
  const pages = context.sources.filter(
    ({ text, path }) => /^[ \t]*(?:import|from)[ \t]+streamlit\b/mu.test(text) && !/(?:^|\/)pages\//u.test(path),
  );
  const entry = pages.toSorted((a, b) => rankOf(a, STREAMLIT_ENTRIES) - rankOf(b, STREAMLIT_ENTRIES))[0];
  if (entry === undefined) return undefined;
  const at = evidence(entry.file, lineOf(entry.text, /\bstreamlit\b/u), "is a page of Streamlit");
  const port = context.streamlitPort ?? portFor(framework, context, at);
  const words = [
    "streamlit",
    "run",
    entry.path,
    "--server.address",
    EVERYWHERE,
    "--server.port",
    PORT,
    "--server.headless",
    "true",
    "--browser.gatherUsageStats",
    "false",
  ];
  return {
    framework: asked,
    at,
    port,
    start: fact(withPort(words, port.value), "likely", at),
    bind: fact(EVERYWHERE, "likely", at),
    server: "streamlit",
    health: fact("/_stcore/health", "guess", {
      ...at,
      says: "is served by Streamlit, which answers there while it lives",
    }),
    writes: [],
    problems: [],
  };
}

function rankOf({ path }: Source, names: readonly string[]): number {
  const index = names.indexOf(lastStep(path));
  return depthOf(path) * 10 + (index === -1 ? names.length : index);
}

/** Frameworks whose applications are started by their own file. */
function scriptWeb(framework: Framework, asked: Fact<string>, context: PythonContext): Web | undefined {
  const isUsing = ({ text }: Source): boolean =>
    new RegExp(String.raw`^[ \t]*(?:from|import)[ \t]+${framework.name}\b`, "mu").test(text);
  const [hit] = hitsIn(context.sources.filter(isUsing), LAUNCHES);
  if (hit === undefined) return undefined;
  const at = hit.at("starts to listen");
  const own = context.listening.port;
  const isGradio = framework.name === "gradio";
  const guessed: Port = { number: framework.port, ...(isGradio && { variable: "GRADIO_SERVER_PORT" }) };
  const port = own ?? fact(guessed, "guess", { ...at, says: `takes ${framework.port} where nothing else is said` });
  const written = context.listening.bind;
  const isClosed = written === undefined && (isGradio || framework.name === "bottle");
  const opened = isGradio && written === undefined;
  const bind = opened
    ? fact(EVERYWHERE, "likely", at)
    : isClosed
      ? fact("127.0.0.1", "guess", at)
      : (written ?? fact(EVERYWHERE, "guess", at));
  const command = scriptCommand(context, hit.source);
  const fix = "Let it listen on 0.0.0.0.";
  return {
    framework: asked,
    at,
    port,
    start: fact(opened ? opensGradio(command) : command, "likely", at),
    bind,
    writes: [],
    problems: isLoopback(bind.value) ? loopbackProblems(bind, context.folder.path, fix) : [],
  };
}

const LAUNCHES = /\.launch\(|\brun_app\(|(?<![\w.])(?:bottle\.)?run\(|\b\w+\.run\([^)\n]{0,200}\bport\b|\.listen\(/gu;

/** Gradio takes its address from this variable where the code says none. */
function opensGradio(command: CommandLine): CommandLine {
  const rest = command[0] === "env" ? command.slice(1) : command;
  return ["env", `GRADIO_SERVER_NAME=${EVERYWHERE}`, ...rest];
}
