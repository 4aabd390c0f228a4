import type { Role } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { DotnetProject } from "./dotnetProject.ts";

/** What a project is: an application with its role, or a clause that says why it is none. */
export type DotnetKind = { readonly role: Fact<Role> } | { readonly why: string };

const TEST_PACKAGES = /^(?:Microsoft\.NET\.Test\.Sdk|xunit(?:\.v3)?|NUnit|MSTest(?:\.\w+)?|TUnit)$/iu;
const LISTENS =
  /\bnew\s+(?:HttpListener|TcpListener)\s*\(|\bWebApplication\s*\.\s*Create(?:Slim)?Builder\b|\bWebHost\s*\.\s*CreateDefaultBuilder\b/gu;
const KEEPS_ON =
  /:\s*(?:BackgroundService|IHostedService)\b|\bAddHostedService\s*<|\bwhile\s*\(\s*(?:true|!\s*\w+(?:\.\w+)*\.IsCancellationRequested)\s*\)|\bHost\s*\.\s*Create(?:Application|Default)Builder\b|\bTimeout\.Infinite/gu;

/** Judges a project by its SDK, its properties, and what its code does. */
export function dotnetKind(project: DotnetProject, sources: readonly Source[]): DotnetKind {
  const why = notDeployed(project);
  if (why !== undefined) return { why };
  const { sdk } = project;
  if (sdk.name === "Microsoft.NET.Sdk.BlazorWebAssembly") return { role: fact("site", "certain", sdk.at) };
  if (sdk.name === "Microsoft.NET.Sdk.Web") {
    const output = project.property("OutputType");
    return output?.name.toLowerCase() === "library"
      ? { why: "it is built as a library" }
      : { role: fact("server", "certain", sdk.at) };
  }
  const web =
    project.frameworks.find(({ name }) => name === "Microsoft.AspNetCore.App")?.at ??
    hitsIn(sources, LISTENS)[0]?.at("listens");
  if (sdk.name === "Microsoft.NET.Sdk.Worker") {
    return { role: web === undefined ? fact("worker", "certain", sdk.at) : fact("server", "likely", web) };
  }
  if (project.property("OutputType")?.name.toLowerCase() !== "exe")
    return { why: "it is a library for other projects" };
  if (web !== undefined) return { role: fact("server", "likely", web) };
  const works = hitsIn(sources, KEEPS_ON)[0]?.at("works until it is stopped");
  return works === undefined ? { why: "it does one thing and ends" } : { role: fact("worker", "likely", works) };
}

function notDeployed(project: DotnetProject): string | undefined {
  const isSet = (name: string): boolean => project.property(name)?.name.toLowerCase() === "true";
  if (isSet("IsTestProject") || project.packages.some(({ name }) => TEST_PACKAGES.test(name))) return "it holds tests";
  if (isSet("PackAsTool")) return "it is packed as a command line tool";
  if (isSet("IsAspireHost") || project.sdk.name.startsWith("Aspire.AppHost"))
    return "it starts the others on a developer's machine";
  if (/^Microsoft\.Build\.|^MSTest\.Sdk$/u.test(project.sdk.name)) return "it is a part of how the others are built";
  const target =
    project.property("TargetFramework")?.name ??
    project.property("TargetFrameworks")?.name ??
    project.property("TargetFrameworkVersion")?.name;
  if (target !== undefined && !target.split(";").some(runsOnLinux)) return "it is not built for .NET on Linux";
  return undefined;
}

/** `net8.0` and `netcoreapp3.1` run anywhere; `net48`, `netstandard2.0`, `net8.0-android` do not, or are no programs. */
function runsOnLinux(target: string): boolean {
  return /^(?:net\d{1,2}\.\d|netcoreapp\d\.\d)$/u.test(target.trim()) || target.includes("$(");
}

/** The newest .NET among a project's targets that runs on Linux, such as `8.0`. */
export function dotnetVersion(project: DotnetProject): Fact<string> | undefined {
  const property = project.property("TargetFramework") ?? project.property("TargetFrameworks");
  const targets = (property?.name.split(";") ?? []).filter(runsOnLinux);
  const versions = targets
    .flatMap((one) => /\d{1,2}\.\d/u.exec(one)?.[0] ?? [])
    .toSorted((a, b) => Number(b) - Number(a));
  const [newest] = versions;
  return property === undefined || newest === undefined ? undefined : fact(newest, "certain", property.at);
}
