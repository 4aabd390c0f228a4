import { joinPath, lastStep } from "../../../base/treePath.ts";
import type { Application } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Found } from "../detector.ts";
import { fact } from "../shared/evidence.ts";
import { loopbackProblems } from "../shared/loopback.ts";
import { portAmong } from "../shared/ports.ts";
import { probesAmong } from "../shared/probePaths.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { servicesAmong } from "../shared/services.ts";
import { pinnedIn, pinnedTool, versionOf } from "../shared/toolVersions.ts";
import { variablesAmong, type VariableReading } from "../shared/variables.ts";
import { rubyRoutes } from "./rubyCode.ts";
import { assetsOf, nativeGems, rubySigns, rubyWrites } from "./rubyNeeds.ts";
import type { RubyProject } from "./rubyProject.ts";
import { railsOf, type RubyServer } from "./rubyServer.ts";
import type { RubyWorker } from "./rubyWorkers.ts";

const FIX = "Let it bind to 0.0.0.0, or let a variable say the address.";

/** The server of a project, and its worker as an application of its own. */
export async function rubyApplications(
  project: RubyProject,
  server: RubyServer | undefined,
  worker: RubyWorker | undefined,
  readings: readonly VariableReading[],
): Promise<{ readonly applications: readonly Found[]; readonly problems: readonly Problem[] }> {
  const { folder } = project;
  const runtime = await runtimeOf(project);
  const shared = sharedFacts(project, runtime.runtime, readings);
  const { port, problems } = portAmong(server?.ports ?? [], folder.path);
  const applications: Found[] = [];
  if (server !== undefined) {
    const [at] = server.start.evidence;
    applications.push({
      ...shared,
      role: fact("server", "likely", at ?? project.at("Gemfile", 1, "is started")),
      ...(server.framework !== undefined && { framework: server.framework }),
      startCommand: server.start,
      ...(port !== undefined && { port }),
      ...(server.bind !== undefined && { bind: server.bind }),
      ...probesOf(project, server),
    });
  }
  if (worker !== undefined) {
    applications.push({
      ...shared,
      name: server === undefined ? shared.name : `${shared.name}-worker`,
      role: fact("worker", "certain", worker.because),
      framework: worker.framework,
      startCommand: worker.start,
    });
  }
  return {
    applications,
    problems: [
      ...problems,
      ...runtime.problems,
      ...lockProblems(project),
      ...loopbackProblems(server?.bind, folder.path, FIX),
    ],
  };
}

type Shared = Omit<Found, "role" | "framework" | "startCommand" | "port" | "bind" | "health" | "readiness">;

function sharedFacts(
  project: RubyProject,
  runtime: Application["runtime"],
  readings: readonly VariableReading[],
): Shared {
  const { folder, lock, at } = project;
  const environment = variablesAmong(readings);
  const bundler = lock?.bundler;
  const assets = railsOf(project) === undefined ? undefined : assetsOf(project);
  return {
    name: nameOf(project),
    path: folder.path,
    language: fact("ruby", "certain", at("Gemfile", 1, "names its gems")),
    packageManager:
      bundler === undefined
        ? fact({ name: "bundler" }, "certain", at("Gemfile", 1, "is Bundler's"))
        : fact(
            { name: "bundler", version: bundler.version },
            "certain",
            at("Gemfile.lock", bundler.line, `was made by Bundler ${bundler.version}`),
          ),
    runtime,
    ...(assets !== undefined && {
      buildCommand: fact("SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile", "likely", assets),
    }),
    ...checksOf(project),
    environment,
    services: servicesAmong(rubySigns(project), environment),
    writes: rubyWrites(project),
    ecosystem: {
      kind: "ruby",
      root: folder.path,
      ...(lock !== undefined && { lockFile: joinPath(folder.path, "Gemfile.lock") }),
      assets: assets !== undefined,
      native: nativeGems(project),
    },
  };
}

/** What Rails' module is called, else the folder. */
function nameOf({ folder: { path }, sources }: RubyProject): string {
  const application = sources.find((one) => one.path === "config/application.rb")?.text ?? "";
  const module = /^module[ \t]+(\w{1,60})/mu.exec(application)?.[1];
  if (module !== undefined && module !== "App") return module.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, "-");
  return path === "." ? "app" : lastStep(path);
}

function checksOf({ folder, gemfile, at }: RubyProject): Pick<Found, "testCommand" | "lintCommand"> {
  const has = (name: string): number | undefined => gemfile.gems.find((one) => one.name === name)?.line;
  const rspec = has("rspec-rails") ?? has("rspec");
  const minitest = folder.files.find((path) => /^test\/.*_test\.rb$/u.test(path));
  const isRails = folder.has("config/application.rb");
  const test: Fact<string> | undefined =
    rspec !== undefined
      ? fact("bundle exec rspec", "likely", at("Gemfile", rspec, "brings RSpec"))
      : minitest === undefined
        ? undefined
        : fact(isRails ? "bundle exec rails test" : "bundle exec rake test", "likely", at(minitest, 1, "is a test"));
  const [lint, line] =
    (["rubocop", "standard"] as const)
      .map((name) => [name, has(name) ?? (name === "rubocop" ? has("rubocop-rails-omakase") : undefined)] as const)
      .find(([, found]) => found !== undefined) ?? [];
  return {
    ...(test !== undefined && { testCommand: test }),
    ...(lint !== undefined &&
      line !== undefined && {
        lintCommand: fact(
          `bundle exec ${lint === "standard" ? "standardrb" : lint}`,
          "likely",
          at("Gemfile", line, `brings ${lint}`),
        ),
      }),
  };
}

function probesOf({ sources }: RubyProject, server: RubyServer): Pick<Found, "health" | "readiness"> {
  const { health, readiness } = probesAmong(rubyRoutes(sources, server.plain));
  return {
    ...(health !== undefined && { health: fact(health.path, "likely", health.at) }),
    ...(readiness !== undefined && { readiness: fact(readiness.path, "likely", readiness.at) }),
  };
}

async function runtimeOf(
  project: RubyProject,
): Promise<{ readonly runtime: Application["runtime"]; readonly problems: readonly Problem[] }> {
  const { folder, gemfile, lock, at } = project;
  const asked = gemfile.ruby;
  const number = versionOf(asked?.written ?? "");
  const says = `asks for Ruby ${asked?.written ?? ""}`;
  const isExact = asked !== undefined && /^\d/u.test(asked.written);
  const inGemfile =
    asked === undefined || number === undefined ? undefined : fact(number, "certain", at("Gemfile", asked.line, says));
  const inLock =
    lock?.ruby === undefined
      ? undefined
      : fact(
          lock.ruby.version,
          "certain",
          at("Gemfile.lock", lock.ruby.line, `was made with Ruby ${lock.ruby.version}`),
        );
  const pins = [
    await pinnedIn(folder, ".ruby-version"),
    isExact ? inGemfile : undefined,
    await pinnedTool(folder, "ruby"),
    inLock,
  ];
  const { version, problems } = versionAmong(
    { title: "Ruby", pins, least: isExact ? undefined : inGemfile },
    folder.path,
  );
  if (version === undefined)
    return { runtime: fact({ name: "ruby" }, "certain", at("Gemfile", 1, "names gems of Ruby")), problems };
  return { runtime: { ...version, value: { name: "ruby", version: version.value } }, problems };
}

function lockProblems({ folder, gemfile, lock, at }: RubyProject): readonly Problem[] {
  const { path } = folder;
  if (lock === undefined) {
    const message =
      "There is no Gemfile.lock, so two builds may get different gems. Run `bundle lock` and add the file to version control.";
    return [
      { reason: "LockFileMissing", path, message, evidence: [at("Gemfile", 1, "has no Gemfile.lock beside it")] },
    ];
  }
  const missing = gemfile.gems.find(({ name }) => !lock.dependencies.has(name));
  if (missing === undefined || lock.dependencies.size === 0) return [];
  const message = `The Gemfile names ${missing.name}, and Gemfile.lock does not, so a build that keeps to the lock file fails. Run \`bundle lock\` and commit what it writes.`;
  return [
    { reason: "LockFileDoesNotMatch", path, message, evidence: [at("Gemfile", missing.line, `names ${missing.name}`)] },
  ];
}
