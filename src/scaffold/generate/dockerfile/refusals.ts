import { Fault } from "../../../base/result.ts";
import type { Application } from "../../facts/application.ts";
import type { ElixirFacts, JavaFacts, PhpFacts, StaticFacts } from "../../facts/ecosystemFacts.ts";
import { unknownExtensions } from "./phpExtensions.ts";

/**
 * Stops where no Dockerfile that is written could be built or started, and says what would let it. Fault:
 * `NotBuildable`.
 */
export function refuseUnbuildable(application: Application): void {
  const why = reasonOf(application);
  if (why === undefined) return;
  const { name, path } = application;
  const message = `No Dockerfile can be written for ${name} (${path}): ${why} Or leave it out with --application.`;
  throw new Fault("NotBuildable", message, { facts: { path } });
}

function reasonOf(application: Application): string | undefined {
  const { ecosystem } = application;
  if (ecosystem.kind === "java") return javaReason(ecosystem);
  if (ecosystem.kind === "elixir") return elixirReason(application, ecosystem);
  if (ecosystem.kind === "php") return phpReason(ecosystem);
  return ecosystem.kind === "static" ? siteReason(application, ecosystem) : undefined;
}

/** Without the plugin, Gradle's jar has no libraries beside it; without a main class nothing can be started. */
function javaReason({ tool, packaging, artifact, mainClass }: JavaFacts): string | undefined {
  if (packaging !== "plain-jar") return undefined;
  if (tool === "gradle" && !/(?:^|\/)build\/install\//u.test(artifact)) {
    return "its Gradle build makes a jar without the libraries that it needs. Apply the application plugin and set its mainClass.";
  }
  return mainClass === undefined
    ? `nothing names the class to start. Set mainClass in the ${tool === "maven" ? "jar plugin's manifest" : "application plugin"}.`
    : undefined;
}

function elixirReason({ startCommand }: Application, { release }: ElixirFacts): string | undefined {
  return startCommand === undefined
    ? `the umbrella defines no release that has ${release}, and Mix makes none by itself there. Add it to releases: in the umbrella's mix.exs.`
    : undefined;
}

function phpReason({ extensions }: PhpFacts): string | undefined {
  const unknown = unknownExtensions(extensions);
  if (unknown.length === 0) return undefined;
  const [first = ""] = unknown;
  const which = unknown.length === 1 ? `PHP's extension ${first}` : `PHP's extensions ${unknown.join(", ")}`;
  return `${which} cannot be built from PHP's own sources, so a version would have to be chosen. Write the file by hand.`;
}

/** What is served is made by a program that no image of the catalogue has, or that nothing names a version of. */
function siteReason(
  { buildCommand, outputDirectory, framework }: Application,
  { maker }: StaticFacts,
): string | undefined {
  if (buildCommand === undefined || maker !== undefined) return undefined;
  const list = LISTS[framework?.value ?? ""];
  if (list !== undefined) {
    return `its pages are made by ${framework?.value}, and no ${list} says which version. Name it there.`;
  }
  const [program = "its maker"] = buildCommand.value.replace(/^bundle exec /u, "").split(" ");
  const folder = outputDirectory?.value ?? "the folder with its pages";
  return `its pages are made by ${program}, and the catalogue names no image with it. Build ${folder} in a pipeline and scaffold that folder.`;
}

/** Where a site's maker is named with its version, by the maker. */
const LISTS: Readonly<Record<string, string>> = { jekyll: "Gemfile", mkdocs: "requirements.txt" };
