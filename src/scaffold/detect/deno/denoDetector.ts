import { textAt } from "../../../core/read/value.ts";
import type { Role } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Detector, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn, withTexts } from "../shared/hits.ts";
import { readJson } from "../shared/json.ts";
import { scriptCode } from "../shared/slashCode.ts";
import { fromRoot, type Source, sourcesOf } from "../shared/sources.ts";
import { denoMember } from "./denoApplication.ts";
import { denoListening, denoVariables, denoWork, type Listening } from "./denoCode.ts";
import { type DenoConfig, readDenoConfig } from "./denoConfig.ts";
import { denoFramework, denoModules } from "./denoModules.ts";
import { denoStart, entryFiles } from "./denoStart.ts";

/** Files whose names are the paths that they answer on. */
const PROBES = /(?:^|\/)routes\/(?:[\w-]+\/)?\w*(?:health|ready|live|ping)\w*\.[jt]sx?$/u;

/** Programs for Deno: what its tasks start, else the file that listens. */
export const denoDetector: Detector = {
  ecosystem: "deno",
  markers: ["deno.json", "deno.jsonc"],
  async detect(folder) {
    const config = await readDenoConfig(folder);
    if (config === undefined) return { is: "nothing", problems: brokenConfig(folder) };
    const probes = folder.files.filter((file) => PROBES.test(file));
    const wanted = { endings: [".ts", ".tsx", ".js", ".jsx", ".mjs"], first: [...entryFiles(folder), ...probes] };
    const sources = withTexts(await sourcesOf(folder, wanted), scriptCode);
    if (await isForNode(folder, config, sources)) return { is: "nothing", problems: [] };
    return memberOf(folder, config, sources);
  },
  async workspaces(folder) {
    const config = await readDenoConfig(folder);
    return config === undefined || config.members.length === 0 ? undefined : { tool: "deno", root: folder.path };
  },
};

function brokenConfig(folder: Folder): readonly Problem[] {
  const file = fromRoot(folder, folder.has("deno.json") ? "deno.json" : "deno.jsonc");
  const message = `${file} is not valid JSON, so how it is started is not known. Correct it.`;
  return [{ reason: "Unreadable", path: folder.path, message, evidence: [evidence(file, 1, "is not valid JSON")] }];
}

/** Beside a package.json, a configuration may be there only for Deno's linter: then nothing is started with Deno. */
async function isForNode(folder: Folder, config: DenoConfig, sources: readonly Source[]): Promise<boolean> {
  const text = await folder.read("package.json");
  if (text === undefined) return false;
  const start = textAt(readJson(text)?.value, "scripts", "start");
  const isDeno =
    [...config.tasks.values()].some(({ command }) => /\bdeno\s+(?:run|serve)\b/u.test(command)) ||
    hitsIn(sources, /\bDeno\.(?:serve|listen|env|cron)\b/gu).length > 0;
  return !isDeno || (start !== undefined && !/\bdeno\b/u.test(start) && !config.tasks.has("start"));
}

async function memberOf(folder: Folder, config: DenoConfig, sources: readonly Source[]): Promise<Member> {
  const start = denoStart(folder, config, sources);
  const modules = denoModules(config, sources);
  const framework = denoFramework(modules);
  const found = denoListening(sources, denoVariables(sources));
  const listening = found.at === undefined && framework?.value === "fresh" ? freshListening(framework) : found;
  const at = listening.at ?? denoWork(sources);
  if (start === undefined || at === undefined) {
    if (config.members.length > 0) return { is: "nothing", problems: [] };
    return { is: "library", why: "nothing in it listens or goes on until it is stopped", problems: [] };
  }
  const role: Fact<Role> = fact(listening.at === undefined ? "worker" : "server", "likely", at);
  const parts = { folder, config, sources, start, modules, listening, role, ...(framework && { framework }) };
  return denoMember(parts);
}

/** Fresh listens by itself, on 8000. */
function freshListening({ evidence: [at] }: Fact<string>): Listening {
  if (at === undefined) return {};
  const says = { ...at, says: "is Fresh, which listens on 8000 where nothing else is said" };
  return {
    at: says,
    port: fact({ number: 8000, variable: "PORT" }, "guess", says),
    bind: fact("0.0.0.0", "guess", says),
  };
}
