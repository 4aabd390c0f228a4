import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rubyDetector } from "../../../../../src/scaffold/detect/ruby/rubyDetector.ts";
import { readGemfile, readGemfileLock } from "../../../../../src/scaffold/detect/ruby/gemfile.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const RAILS = {
  Gemfile:
    'source "https://rubygems.org"\nruby "~> 3.3"\ngem "rails", "~> 8.0"\ngem "pg"\ngem "puma"\ngem "sidekiq"\ngem "propshaft"\ngroup :development, :test do\n  gem "rspec-rails"\n  gem "sqlite3"\nend\ngem "rubocop", group: :development\n',
  "Gemfile.lock":
    "GEM\n  remote: https://rubygems.org/\n  specs:\n    nokogiri (1.18.1)\n    pg (1.5.9)\n    puma (6.5.0)\n    rails (8.0.1)\n\nDEPENDENCIES\n  pg\n  propshaft\n  puma\n  rails (~> 8.0)\n  rspec-rails\n  rubocop\n  sidekiq\n  sqlite3\n\nRUBY VERSION\n   ruby 3.3.6p108\n\nBUNDLED WITH\n   2.6.2\n",
  "config/application.rb": 'require "rails"\nmodule BookShop\n  class Application < Rails::Application\n  end\nend\n',
  "config/puma.rb": '# port 1\nport ENV.fetch("PORT") { 3005 }\n',
  "config/routes.rb":
    'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\n  get "/users/:id/status"\nend\n',
  "config/database.yml": "production:\n  adapter: postgresql\n  database: book_shop\n",
  "config/initializers/mail.rb":
    'HOST = ENV["SMTP_HOST"] || "mail.local"\nKEY = ENV.fetch("MAIL_API_KEY")\nDEBUG = ENV["DEBUG_MAIL"]\nBUNDLE = ENV["BUNDLE_PATH"]\n',
  "config/credentials.yml.enc": "x",
  "spec/books_spec.rb": "x",
};

const detectors = [rubyDetector];

describe("rubyDetector", () => {
  it("finds a Rails server and its worker", async () => {
    const { applications, problems } = await detectedBy(detectors, RAILS);
    const [server, worker] = applications;
    expect(problems).toEqual([]);
    expect(valuesOf(server)).toMatchObject({
      name: "book-shop",
      role: "server",
      framework: "rails",
      runtime: { name: "ruby", version: "3.3.6" },
      packageManager: { name: "bundler", version: "2.6.2" },
      startCommand: ["bundle", "exec", "puma", "-C", "config/puma.rb"],
      testCommand: "bundle exec rspec",
      lintCommand: "bundle exec rubocop",
      port: { number: 3005, variable: "PORT" },
      health: "/up",
      writes: ["tmp", "log"],
      ecosystem: {
        kind: "ruby",
        root: ".",
        lockFile: "Gemfile.lock",
        assets: true,
        native: ["nokogiri", "pg", "puma"],
      },
    });
    expect(server?.port?.evidence[0]).toEqual({ file: "config/puma.rb", line: 2, says: "listens on 3005" });
    expect(valuesOf(worker)).toMatchObject({
      name: "book-shop-worker",
      role: "worker",
      framework: "sidekiq",
      startCommand: ["bundle", "exec", "sidekiq"],
    });
    expect(worker?.port).toBeUndefined();
  });

  it("knows what it needs: its key, its database, what code reads", async () => {
    const { applications } = await detectedBy(detectors, RAILS);
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "DEBUG_MAIL", required: false, secret: false },
      { name: "MAIL_API_KEY", required: true, secret: true },
      { name: "PORT", required: false, secret: false, default: "3005" },
      { name: "RAILS_MASTER_KEY", required: true, secret: true },
      { name: "SMTP_HOST", required: false, secret: false, default: "mail.local" },
    ]);
    expect(applications[0]?.services.map(({ value }) => value)).toEqual([
      { name: "postgres", variable: "DATABASE_URL" },
      { name: "redis" },
      { name: "smtp", variable: "SMTP_HOST" },
    ]);
  });

  it("starts Sinatra scripts and Rack files on every address", async () => {
    const script = {
      Gemfile: 'gem "sinatra"\n',
      "app.rb": 'require "sinatra"\nset :port, ENV.fetch("PORT", 4000)\nget "/healthz" do\nend\n',
    };
    const [sinatra] = (await detectedBy(detectors, script)).applications;
    expect(valuesOf(sinatra)).toMatchObject({
      framework: "sinatra",
      startCommand: ["bundle", "exec", "ruby", "app.rb", "-o", "0.0.0.0"],
      port: { number: 4000, variable: "PORT" },
      health: "/healthz",
    });
    const [rack] = (await detectedBy(detectors, { Gemfile: 'gem "rackup"\n', "config.ru": "run App" })).applications;
    expect(valuesOf(rack)).toMatchObject({
      port: { number: 9292, variable: "PORT" },
      startCommand: ["sh", "-c", 'exec bundle exec rackup --host 0.0.0.0 --port "${PORT:-9292}"'],
    });
  });

  it("says what is wrong", async () => {
    const reasons = async (changes: Record<string, string | undefined>) => {
      const texts = Object.entries({ ...RAILS, ...changes }).filter(
        (one): one is [string, string] => one[1] !== undefined,
      );
      return (await detectedBy(detectors, Object.fromEntries(texts))).problems.map(({ reason }) => reason);
    };
    expect(await reasons({ "Gemfile.lock": undefined })).toEqual(["LockFileMissing"]);
    expect(await reasons({ Gemfile: `${RAILS.Gemfile}gem "bunny"\n` })).toEqual(["LockFileDoesNotMatch"]);
    expect(await reasons({ ".ruby-version": "ruby-3.2.1\n" })).toContain("VersionsDisagree");
    expect(await reasons({ "config/puma.rb": 'bind "tcp://127.0.0.1:3000"\n' })).toEqual(["BindsLoopback"]);
  });

  it.each([
    ["a gem", { Gemfile: "gemspec\n", "a.gemspec": "x" }, 1],
    ["tools", { Gemfile: 'gem "fastlane"\n' }, 0],
    ["pages", { Gemfile: 'gem "jekyll"\n', "_config.yml": "title: x" }, 0],
  ])("has no application of %s", async (_, texts, libraries) => {
    const detection = await detectedBy(detectors, texts);
    expect(detection.applications).toEqual([]);
    expect(detection.libraries).toHaveLength(libraries);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(RAILS), async (texts) => {
        expect(unsound(await detectedBy(detectors, texts), texts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("Gemfile and Gemfile.lock", () => {
  it("know groups, gemspecs and sections", () => {
    expect(
      readGemfile('group :test do\ngem "a"\nend\ngem "b", group: :test\ngem("c")\nsource "x" do\n gem "d"\nend\n').gems,
    ).toEqual([
      { name: "a", line: 2, runs: false },
      { name: "b", line: 4, runs: false },
      { name: "c", line: 5, runs: true },
      { name: "d", line: 7, runs: true },
    ]);
    const lock = readGemfileLock(RAILS["Gemfile.lock"]);
    expect(lock.ruby).toEqual({ version: "3.3.6", line: 20 });
    expect(lock.versions.get("pg")).toBe("1.5.9");
    expect(lock.dependencies.has("rails")).toBe(true);
  });
});
