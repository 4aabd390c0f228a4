import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elixirDetector } from "../../../../../src/scaffold/detect/elixir/elixirDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const PHOENIX = {
  "mix.exs":
    'defmodule Tracker.MixProject do\n  use Mix.Project\n\n  def project do\n    [\n      app: :tracker,\n      elixir: "~> 1.17",\n      deps: deps(),\n      aliases: aliases()\n    ]\n  end\n\n  def application, do: [mod: {Tracker.Application, []}]\n\n  defp deps do\n    [\n      {:phoenix, "~> 1.8"},\n      # {:myxql, "~> 0.7"},\n      {:postgrex, ">= 0.0.0"}\n    ]\n  end\n\n  defp aliases, do: ["assets.deploy": ["esbuild tracker"]]\nend\n',
  "mix.lock": '%{\n  "phoenix": {:hex, :phoenix, "1.8.0"},\n  "postgrex": {:hex, :postgrex, "0.20.0"},\n}\n',
  ".tool-versions": "erlang 27.1\nelixir 1.18.1-otp-27\n",
  "assets/js/app.js": "",
  "config/dev.exs": "config :tracker, TrackerWeb.Endpoint, http: [ip: {127, 0, 0, 1}, port: 4444]\n",
  "config/runtime.exs":
    'import Config\n\nif System.get_env("PHX_SERVER") do\n  config :tracker, TrackerWeb.Endpoint, server: true\nend\n\nurl = System.get_env("DATABASE_URL") || raise "missing"\nhost = System.get_env("PHX_HOST") || "example.com"\nport = String.to_integer(System.get_env("PORT") || "4000")\nsecret = System.fetch_env!("SECRET_KEY_BASE")\n\nconfig :tracker, TrackerWeb.Endpoint,\n  url: [host: host, port: 443],\n  http: [ip: {0, 0, 0, 0, 0, 0, 0, 0}, port: port]\n',
  "lib/tracker_web/router.ex":
    'defmodule TrackerWeb.Router do\n  use TrackerWeb, :router\n\n  scope "/api", TrackerWeb do\n    scope "/v1" do\n      get "/health", HealthController, :show\n    end\n  end\n\n  get "/ready", ReadyController, :show\nend\n',
  "test/tracker_test.exs": "",
};

const mix = (app: string, rest: string) => `defmodule X do\n  def project do\n    [app: :${app}, ${rest}]\n  end\n`;

describe("elixirDetector", () => {
  it("finds what a Phoenix application does in production", async () => {
    const { applications, problems } = await detectedBy([elixirDetector], PHOENIX);
    expect(problems).toEqual([]);
    expect(applications).toHaveLength(1);
    expect(valuesOf(applications[0])).toMatchObject({
      name: "tracker",
      role: "server",
      framework: "phoenix",
      runtime: { name: "elixir", version: "1.18.1" },
      port: { number: 4000, variable: "PORT" },
      bind: "0.0.0.0",
      health: "/api/v1/health",
      readiness: "/ready",
      startCommand: ["bin/tracker", "start"],
      buildCommand: "mix assets.deploy && MIX_ENV=prod mix release tracker",
      testCommand: "mix test",
      services: [{ name: "postgres", variable: "DATABASE_URL" }],
      ecosystem: { kind: "elixir", root: ".", release: "tracker", locked: true, fetches: true, assets: true },
    });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "PHX_HOST", required: false, secret: false, default: "example.com" },
      { name: "PHX_SERVER", required: false, secret: false },
      { name: "PORT", required: false, secret: false, default: "4000" },
      { name: "SECRET_KEY_BASE", required: true, secret: true },
    ]);
    expect(applications[0]?.framework?.evidence).toEqual([{ file: "mix.exs", line: 17, says: "asks for phoenix" }]);
  });

  it.each([
    ["Bandit", "{Bandit, plug: Shop.Router, port: 4040}", 4040],
    ["Cowboy", "{Plug.Cowboy, scheme: :http, plug: Shop.Router, options: [port: 8085]}", 8085],
    ["a socket of its own", ":gen_tcp.listen(7001, [:binary])", 7001],
  ])("finds where %s listens", async (_, child, port) => {
    const { applications } = await detectedBy([elixirDetector], {
      "mix.exs": mix("shop", "releases: [shop_node: [include_executables_for: [:unix]]]"),
      "lib/shop.ex": `children = [${child}]\n`,
      "lib/router.ex": '  get "/healthz" do\n',
    });
    expect(valuesOf(applications[0])).toMatchObject({ role: "server", port: { number: port }, health: "/healthz" });
    expect(applications[0]?.ecosystem).toMatchObject({ release: "shop_node" });
  });

  it("takes an OTP application without a port for a worker, and one that starts nothing for a library", async () => {
    const worker = await detectedBy([elixirDetector], {
      "mix.exs": `${mix("pump", "deps: []")}  def application, do: [mod: {Pump, []}]\nend\n`,
    });
    expect(worker.applications.map((one) => [one.role.value, one.port])).toEqual([["worker", undefined]]);
    const library = await detectedBy([elixirDetector], { "mix.exs": mix("tools", "deps: []") });
    expect(library.libraries).toEqual([{ path: ".", why: "it starts no application of its own" }]);
  });

  it("builds members of an umbrella from its folder, and asks for a release there", async () => {
    const files = {
      "mix.exs":
        'defmodule U do\n  def project, do: [apps_path: "apps", releases: [all: [applications: [web: :permanent]]]]\nend\n',
      "config/runtime.exs": "config :web, Web.Endpoint, http: [port: 4100]\n",
      "apps/core/mix.exs": `${mix("core", "deps: []")}  def application, do: [mod: {Core, []}]\nend\n`,
      "apps/web/mix.exs": `${mix("web", "deps: deps()")}  def application, do: [mod: {Web, []}]\n  defp deps, do: [{:core, in_umbrella: true}, {:phoenix, "1.8.0"}]\nend\n`,
      "apps/web/lib/endpoint.ex": "  use Phoenix.Endpoint, otp_app: :web\n",
      "mix.lock": '  "phoenix": {}\n',
    };
    const found = await detectedBy([elixirDetector], files);
    expect(found.problems).toEqual([]);
    expect(found.workspaces).toEqual([{ tool: "mix umbrella", root: "." }]);
    expect(found.libraries).toEqual([{ path: "apps/core", why: "another application of the umbrella starts it" }]);
    expect(valuesOf(found.applications[0])).toMatchObject({
      name: "web",
      path: "apps/web",
      port: { number: 4100 },
      startCommand: ["bin/all", "start"],
    });
    expect(found.applications[0]?.ecosystem).toMatchObject({ root: ".", release: "all", locked: true });
    expect(found.applications[0]?.port?.evidence[0]?.file).toBe("config/runtime.exs");
    const without = await detectedBy([elixirDetector], {
      ...files,
      "mix.exs": 'defmodule U do\n  def project, do: [apps_path: "apps"]\nend\n',
    });
    expect(without.problems.map(({ reason }) => reason)).toEqual(["NoStartCommand"]);
    expect(without.applications[0]?.startCommand).toBeUndefined();
  });

  it("says what is wrong", async () => {
    const { "mix.lock": _, ...unlocked } = PHOENIX;
    expect(await reasons(unlocked)).toEqual(["LockFileMissing"]);
    expect(await reasons({ ...PHOENIX, "mix.lock": '  "phoenix": {}\n' })).toEqual(["LockFileDoesNotMatch"]);
    expect(await reasons({ ...PHOENIX, ".tool-versions": "elixir 1.14\n" })).toEqual(["VersionsDisagree"]);
    expect(
      await reasons({
        ...PHOENIX,
        "config/runtime.exs": PHOENIX["config/runtime.exs"].replace("{0, 0, 0, 0, 0, 0, 0, 0}", "{127, 0, 0, 1}"),
      }),
    ).toEqual(["BindsLoopback"]);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(PHOENIX), async (texts) => {
        expect(unsound(await detectedBy([elixirDetector], texts), texts)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

async function reasons(files: Record<string, string>): Promise<readonly string[]> {
  return (await detectedBy([elixirDetector], files)).problems.map(({ reason }) => reason);
}
