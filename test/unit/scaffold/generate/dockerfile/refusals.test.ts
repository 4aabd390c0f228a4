import { describe, expect, it } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import type { Ecosystem, JavaFacts } from "../../../../../src/scaffold/facts/ecosystemFacts.ts";
import { dockerfileGenerator } from "../../../../../src/scaffold/generate/dockerfile/dockerfileGenerator.ts";
import { detectionOf, expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { smallCatalogue } from "../../../../support/scaffold/smallCatalogue.ts";
import { ownTemplates } from "../../../../support/scaffold/templates.ts";

const render = ownTemplates();

function dockerfileOf(ecosystem: Ecosystem, more: Partial<Application> = {}): string {
  const application = expressServer({ ecosystem, ...more });
  const detection = detectionOf(application);
  const input = { applications: [application], detection, settings: sampleSettings, catalogue: smallCatalogue };
  return dockerfileGenerator(input, render).find(({ path }) => path.endsWith("Dockerfile"))?.text ?? "";
}

const java = (more: Partial<JavaFacts>): JavaFacts => ({
  kind: "java",
  root: ".",
  tool: "gradle",
  wrapper: true,
  module: ".",
  artifact: "build/libs/*.jar",
  packaging: "plain-jar",
  ...more,
});
const jvm = { runtime: fact({ name: "java" as const, version: "21" }) };

describe("a Dockerfile that could not work", () => {
  it("is not written for a jar of Gradle without the libraries beside it", () => {
    expect(() => dockerfileOf(java({ mainClass: "a.Main" }), jvm)).toThrow(/Apply the application plugin/u);
    const installed = java({ mainClass: "a.Main", artifact: "build/install/*/lib/*.jar" });
    expect(dockerfileOf(installed, jvm)).toContain("./gradlew --no-daemon installDist");
  });

  it("is not written where nothing names the class to start", () => {
    expect(() => dockerfileOf(java({ tool: "maven" }), jvm)).toThrow(/nothing names the class to start/u);
  });

  it("is not written for a member of an umbrella without a release", () => {
    const { startCommand: _, ...application } = expressServer();
    const ecosystem = {
      kind: "elixir",
      root: ".",
      release: "shop",
      locked: true,
      fetches: true,
      assets: false,
    } as const;
    const input = { ...application, ecosystem };
    expect(() => dockerfileOf(ecosystem, { ...input, startCommand: undefined } as never)).toThrow(
      /defines no release/u,
    );
  });

  it("is not written for extensions of PHP that are not PHP's own", () => {
    const php = { kind: "php", root: ".", publicDirectory: "public" } as const;
    expect(() => dockerfileOf({ ...php, extensions: ["redis", "pdo"] })).toThrow(/extension redis cannot be built/u);
    expect(dockerfileOf({ ...php, extensions: ["PDO", "mbstring", "intl"] })).toContain(
      "docker-php-ext-install intl\n",
    );
  });

  it("is not written for pages that another program makes", () => {
    const site = { kind: "static", root: ".", directory: "public" } as const;
    const made = { role: fact("site" as const), buildCommand: fact("hugo --minify") };
    expect(() => dockerfileOf(site, made)).toThrow(/made by hugo/u);
    const unnamed = { ...made, framework: fact("mkdocs"), buildCommand: fact("mkdocs build --strict") };
    expect(() => dockerfileOf(site, unnamed)).toThrow(/no requirements\.txt says which version/u);
  });
});

describe("Dockerfiles of unusual builds", () => {
  it("start a war of Spring Boot whole", () => {
    const text = dockerfileOf(java({ packaging: "boot-jar", artifact: "build/libs/*.war" }), jvm);
    expect(text).toContain("./gradlew --no-daemon bootWar");
    expect(text).toContain('CMD ["java", "-jar", "app.jar"]');
  });

  it("build a whole jar of Quarkus by its own task", () => {
    const text = dockerfileOf(java({ packaging: "shadow-jar", artifact: "build/*-runner.jar" }), jvm);
    expect(text).toContain("./gradlew --no-daemon quarkusBuild");
  });

  it("make pages with what names their maker, in a stage of its own", () => {
    const site = { kind: "static", root: ".", directory: "site" } as const;
    const made = { role: fact("site" as const), outputDirectory: fact("site") };
    const docs = { ...made, framework: fact("mkdocs"), buildCommand: fact("mkdocs build --strict") };
    const python = dockerfileOf({ ...site, maker: { name: "mkdocs", reads: ["docs/requirements.txt"] } }, docs);
    expect(python).toContain("COPY docs/requirements.txt ./\n");
    expect(python).toContain("pip install --requirement=requirements.txt\nCOPY . .\nRUN mkdocs build --strict\n");
    expect(python).toContain("COPY --from=build /app/site /usr/share/nginx/html/\n");
    const pages = { ...made, framework: fact("jekyll"), buildCommand: fact("bundle exec jekyll build") };
    const ruby = dockerfileOf({ ...site, maker: { name: "jekyll", reads: ["Gemfile", "Gemfile.lock"] } }, pages);
    expect(ruby).toContain("ENV BUNDLE_PATH=/opt/gems \\\n    BUNDLE_FROZEN=true \\\n    JEKYLL_ENV=production\n");
    expect(ruby).toContain("RUN bundle install\nCOPY . .\nRUN bundle exec jekyll build\n");
  });

  it("serve Blazor's files without .NET", () => {
    const dotnet = {
      kind: "dotnet",
      root: ".",
      project: "a.csproj",
      assembly: "a",
      web: false,
      locked: false,
    } as const;
    const text = dockerfileOf(dotnet, { role: fact("site" as const), runtime: fact({ name: "dotnet" as const }) });
    expect(text).toContain("COPY --from=build /out/wwwroot/ /usr/share/nginx/html/\n");
    expect(text).toContain('CMD ["nginx", "-g", "daemon off;"]');
  });

  it("give a program the OpenSSL that it was linked with", () => {
    const rust = { kind: "rust", root: ".", package: "a", binary: "a", locked: true } as const;
    const runtime = fact({ name: "rust" as const });
    expect(dockerfileOf({ ...rust, openssl: true }, { runtime })).toContain("--no-install-recommends libssl3 ");
    expect(dockerfileOf(rust, { runtime })).not.toContain("apt-get");
  });

  it("read an umbrella's members before its dependencies, and release by name", () => {
    const elixir = { kind: "elixir", root: ".", release: "shop", locked: true, fetches: true, assets: true } as const;
    const text = dockerfileOf(elixir, { path: "apps/web", runtime: fact({ name: "elixir" as const }) });
    expect(text).toContain("COPY . ./\n");
    expect(text).toContain("(cd apps/web && mix assets.deploy) \\\n    && mix release shop --path=/out\n");
  });

  it("fetch Hex only where something is fetched with it", () => {
    const elixir = { kind: "elixir", root: ".", release: "shop", locked: true, assets: false } as const;
    const runtime = fact({ name: "elixir" as const });
    expect(dockerfileOf({ ...elixir, fetches: true }, { runtime })).toContain("RUN mix local.hex --force");
    const alone = dockerfileOf({ ...elixir, fetches: false }, { runtime });
    expect(alone).not.toMatch(/local\.hex|deps\.get/u);
    expect(alone).toContain("COPY . .\nRUN mix compile \\\n    && mix release --path=/out\n");
  });
});
