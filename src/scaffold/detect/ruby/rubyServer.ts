import type { CommandLine, Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import { readProcfile } from "../shared/procfile.ts";
import { commandLineOf } from "../shared/commandLine.ts";
import type { VariableReading } from "../shared/variables.ts";
import type { RubyProject } from "./rubyProject.ts";

/** How a Ruby application is started and where it listens. */
export interface RubyServer {
  readonly framework?: Fact<string>;
  readonly start: Fact<CommandLine>;
  readonly ports: readonly Fact<Port>[];
  readonly bind?: Fact<string>;
  /** Whether it compares paths itself, without a framework's routes. */
  readonly plain: boolean;
}

const FRAMEWORKS = ["hanami", "sinatra", "grape", "roda", "padrino", "cuba"] as const;
const PUMA_PORT =
  /^[ \t]*port\s*\(?\s*(?:ENV\s*(?:\.\s*fetch\s*\(?|\[)\s*["'](\w{1,60})["'][^\d\n]{0,20})?(\d{2,5})?/gmu;
const PUMA_BIND =
  /^[ \t]*bind\s*\(?\s*["'](?:tcp|ssl):\/\/([\w.[\]:]{1,40}?):(?:(\d{2,5})|#\{\s*ENV\s*(?:\.\s*fetch\s*\(?|\[)\s*["'](\w{1,60})["'][^\d\n]{0,20}(\d{2,5})?)/gmu;
const LISTENS =
  /\bTCPServer\s*\.\s*(?:new|open)\b|\bWEBrick\s*::\s*HTTPServer\b|\bAsync\s*::\s*HTTP\s*::\s*Server\b|\bSocket\s*\.\s*tcp_server_loop\b/gu;
const SET_PORT =
  /^[ \t]*set\s*\(?\s*:port\s*,\s*(?:ENV\s*(?:\.\s*fetch\s*\(?|\[)\s*["'](\w{1,60})["'][^\d\n]{0,20})?(\d{2,5})?/gmu;
const SET_BIND = /^[ \t]*set\s*\(?\s*:bind\s*,\s*["']([\w.:]{1,40})["']/gmu;
const LITERAL =
  /(?:TCPServer\s*\.\s*(?:new|open)\s*\(?\s*(?:["']([\w.:]{1,40})["']\s*,\s*)?|\bPort:\s*|:Port\s*=>\s*)(\d{2,5})?/gu;
const SCRIPTS = [
  "server.rb",
  "app.rb",
  "main.rb",
  "application.rb",
  "bin/server",
  "bin/app",
  "src/server.rb",
  "src/app.rb",
  "src/main.rb",
  "lib/server.rb",
];

/** The server in a project; undefined where nothing in it listens. */
export async function rubyServer(
  project: RubyProject,
  readings: readonly VariableReading[],
): Promise<RubyServer | undefined> {
  return rails(project) ?? (await rack(project)) ?? sinatraScript(project) ?? (await plainServer(project, readings));
}

/** Whether it is Rails, and what says so. */
export function railsOf({ gem, folder }: RubyProject): Evidence | undefined {
  return folder.has("config/application.rb") ? gem("rails", "railties") : undefined;
}

function rails(project: RubyProject): RubyServer | undefined {
  const because = railsOf(project);
  if (because === undefined) return undefined;
  const { ports, bind } = pumaListening(project);
  const start = project.folder.has("config/puma.rb")
    ? fact(
        ["bundle", "exec", "puma", "-C", "config/puma.rb"],
        "likely",
        project.at("config/puma.rb", 1, "is Puma's settings"),
      )
    : fact(["bundle", "exec", "rails", "server", "-b", "0.0.0.0"], "likely", because);
  if (ports.length === 0) ports.push(usual(3000, because));
  return {
    framework: fact("rails", "certain", because),
    start,
    ports,
    ...(bind !== undefined && { bind }),
    plain: false,
  };
}

/** What has a `config.ru`, by its server among the gems. */
async function rack(project: RubyProject): Promise<RubyServer | undefined> {
  const { folder, gem, at } = project;
  if (!folder.has("config.ru") || (await folder.read("config.ru")) === undefined) return undefined;
  const here = at("config.ru", 1, "is started by a Rack server");
  const framework = frameworkOf(project);
  const { ports, bind } = pumaListening(project);
  const isSet = ports.length > 0 && folder.has("config/puma.rb");
  const number = ports[0]?.value.number ?? 9292;
  if (!isSet) ports.splice(0, ports.length, usual(number, here));
  const server = gem("puma") === undefined && gem("falcon") === undefined ? "rackup --host 0.0.0.0 --port" : "puma -p";
  const line =
    gem("falcon") === undefined
      ? `exec bundle exec ${server} "\${PORT:-${number}}"`
      : `exec bundle exec falcon serve --bind "http://0.0.0.0:\${PORT:-${number}}"`;
  const start = isSet
    ? fact(["bundle", "exec", "puma", "-C", "config/puma.rb"], "likely", at("config/puma.rb", 1, "is Puma's settings"))
    : fact(["sh", "-c", line], "likely", here);
  return {
    framework: framework ?? fact("rack", "certain", here),
    start,
    ports,
    ...(bind !== undefined && { bind }),
    plain: framework === undefined,
  };
}

/** A classic Sinatra script; it takes `PORT`, and every address where it is not in development. */
function sinatraScript(project: RubyProject): RubyServer | undefined {
  const framework = frameworkOf(project);
  if (framework?.value !== "sinatra") return undefined;
  const script = project.sources.find(
    ({ path, text }) => path.endsWith(".rb") && /^[ \t]*require\s*\(?\s*["']sinatra["']|\brun!/mu.test(text),
  );
  if (script === undefined) return undefined;
  const [set] = hitsIn([script], SET_PORT);
  const number = portOf(set?.group(2));
  const because = set?.at(`listens on ${number ?? 4567}`) ?? framework.evidence[0];
  if (because === undefined) return undefined;
  const isFixed = number !== undefined && set?.group(1) === "";
  const port = isFixed
    ? fact({ number }, "likely", because)
    : fact(
        { number: number ?? 4567, variable: set?.group(1) || "PORT" },
        number === undefined ? "guess" : "likely",
        because,
      );
  const [address] = hitsIn([script], SET_BIND);
  const start = fact(
    ["bundle", "exec", "ruby", script.path, "-o", "0.0.0.0"],
    "likely",
    project.at(script.path, 1, "starts Sinatra"),
  );
  const bind = address && boundTo(address);
  // The argument of the command wins over what the script sets.
  return { framework, start, ports: [port], ...(bind?.value === "0.0.0.0" && { bind }), plain: false };
}

async function plainServer(
  project: RubyProject,
  readings: readonly VariableReading[],
): Promise<RubyServer | undefined> {
  const { sources, folder, at } = project;
  const [listens] = hitsIn(sources, LISTENS);
  if (listens === undefined) return undefined;
  const web = readProcfile((await folder.read("Procfile")) ?? "").find(({ name }) => name === "web");
  const script = SCRIPTS.find((path) => folder.has(path)) ?? listens.source.path;
  const start =
    web === undefined
      ? fact(["bundle", "exec", "ruby", script], "likely", at(script, 1, "starts it"))
      : fact(commandLineOf(web.command), "certain", at("Procfile", web.line, "starts it"));
  const [literal] = hitsIn(sources, LITERAL).filter((hit) => hit.group(0).trim() !== "");
  const variable = readings.find(({ name }) => /^(?:\w+_)?PORT$/u.test(name));
  const fixed = portOf(literal?.group(2));
  const number = fixed ?? portOf(variable?.default);
  const ports =
    fixed !== undefined && literal !== undefined
      ? [fact({ number: fixed }, "likely", literal.at(`listens on ${fixed}`))]
      : variable === undefined
        ? []
        : [
            fact(
              { number: number ?? 8080, variable: variable.name },
              number === undefined ? "guess" : "likely",
              variable.at,
            ),
          ];
  const host = hitsIn(sources, LITERAL).find((hit) => hit.group(1) !== "");
  const bind = host && boundTo(host);
  return { start, ports, ...(bind !== undefined && { bind }), plain: true };
}

function frameworkOf({ gem }: RubyProject): Fact<string> | undefined {
  for (const name of FRAMEWORKS) {
    const because = gem(name);
    if (because !== undefined) return fact(name, "certain", because);
  }
  return undefined;
}

function usual(number: number, because: Evidence): Fact<Port> {
  const says = `listens on ${number} unless PORT says otherwise`;
  return fact({ number, variable: "PORT" }, "guess", { ...because, says });
}

/** `port` and `bind` of Puma's settings; a `bind` wins, for it is the whole address. */
function pumaListening({ sources }: RubyProject): { ports: Fact<Port>[]; bind?: Fact<string> } {
  const puma = sources.filter(({ path }) => path === "config/puma.rb");
  const [bound] = hitsIn(puma, PUMA_BIND);
  if (bound !== undefined) {
    const number = portOf(bound.group(2) || bound.group(4));
    const variable = bound.group(3) || undefined;
    const address = bound.group(1) === "localhost" ? "127.0.0.1" : bound.group(1);
    const bind = fact(address, "certain", bound.at(`binds to ${address}`));
    if (number === undefined) return { ports: [], bind };
    return {
      ports: [
        fact({ number, ...(variable !== undefined && { variable }) }, "certain", bound.at(`listens on ${number}`)),
      ],
      bind,
    };
  }
  const [set] = hitsIn(puma, PUMA_PORT);
  const number = portOf(set?.group(2)) ?? (set?.group(1) ? 3000 : undefined);
  if (set === undefined || number === undefined) return { ports: [] };
  const variable = set.group(1) || undefined;
  const confidence = portOf(set.group(2)) === undefined ? "guess" : "certain";
  return {
    ports: [fact({ number, ...(variable !== undefined && { variable }) }, confidence, set.at(`listens on ${number}`))],
  };
}

/** What the pattern's first group says that it binds to. */
function boundTo(hit: Hit): Fact<string> {
  const said = hit.group(1);
  return fact(said === "localhost" ? "127.0.0.1" : said, "likely", hit.at(`binds to ${said}`));
}
