import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";
import { defaultSettings } from "../../../../src/scaffold/generate/defaultSettings.ts";
import { imageRepositoryOf } from "../../../../src/scaffold/generate/imageRepository.ts";
import { detectionOf, expressServer, fact } from "../../../support/scaffold/sampleFacts.ts";

const detection = detectionOf(expressServer());

describe("what a person would most likely decide", () => {
  it("has three environments, sized by the handbook", () => {
    const { environments, ...rest } = defaultSettings(detection, { folderName: "shop" });
    expect(rest).toEqual({ project: "shop", imageRepository: "registry.example.com/shop", defaultBranch: "main" });
    expect(environments.map(({ name, namespace, production, host }) => [name, namespace, production, host])).toEqual([
      ["development", "shop-development", false, "shop.development.example.com"],
      ["staging", "shop-staging", false, "shop.staging.example.com"],
      ["production", "shop-production", true, "shop.example.com"],
    ]);
    expect(environments.map(({ replicas, cpu, memory }) => [replicas, cpu, memory])).toEqual([
      [
        { min: 1, max: 1 },
        { request: 100, limit: 500 },
        { request: 128, limit: 256 },
      ],
      [
        { min: 2, max: 4 },
        { request: 100, limit: 500 },
        { request: 128, limit: 256 },
      ],
      [
        { min: 3, max: 10 },
        { request: 150, limit: 750 },
        { request: 192, limit: 384 },
      ],
    ]);
  });

  it("gives the hungriest runtime the memory that it needs", () => {
    const java = expressServer({ name: "api", runtime: fact({ name: "java", version: "21" }) });
    const { environments } = defaultSettings(detectionOf(expressServer(), java), { folderName: "shop" });
    expect(environments.map(({ memory }) => memory.request)).toEqual([512, 512, 768]);
  });

  it("has only whole numbers, as Kubernetes takes no others", () => {
    for (const name of ["go", "elixir", "java"] as const) {
      const one = detectionOf(expressServer({ runtime: fact({ name }) }));
      for (const { cpu, memory, ephemeralStorage } of defaultSettings(one, { folderName: "x" }).environments) {
        for (const { request, limit } of [cpu, memory, ephemeralStorage]) {
          expect([request, limit].every(Number.isInteger)).toBe(true);
          expect(limit).toBeGreaterThan(request);
        }
      }
    }
  });

  it("takes the environments of tidegate.yaml, in their order, with names that can stand in paths", () => {
    const { config } = parseConfig(`version: 1
applications:
  shop:
    environments:
      QA East: { context: c, namespace: shop-qa }
      dev: { context: c, namespace: shop-dev }
      live: { context: c, namespace: shop, production: true }
  admin:
    environments:
      dev: { context: c, namespace: admin-dev }
      qa-east: { context: c, namespace: other }
`);
    const { environments } = defaultSettings(detection, { folderName: "shop", config });
    expect(
      environments.map(({ name, namespace, production, replicas }) => [name, namespace, production, replicas.max]),
    ).toEqual([
      ["qa-east", "shop-qa", false, 4],
      ["dev", "shop-dev", false, 1],
      ["live", "shop", true, 10],
      ["qa-east-2", "other", false, 4],
    ]);
  });

  it.each([
    ["Mein Büro Shop", "mein-buro-shop"],
    ["日本", "shop"],
    ["42", "shop"],
  ])("makes a DNS label of the folder %s", (folderName, project) => {
    expect(defaultSettings(detection, { folderName }).project).toBe(project);
  });
});

function nameIn(gitRemote: string | undefined, below?: string): string {
  return defaultSettings(detectionOf(expressServer()), { folderName: "Clone 2", gitRemote, below }).project;
}

describe("the project's name", () => {
  it.each([
    ["https://github.com/Acme/Shop.git", "shop"],
    ["git@git.example.com:team/Web_Shop.git/", "web-shop"],
    ["/srv/git/shop.git", "clone-2"],
    [undefined, "clone-2"],
  ])("is the same in every clone of %s", (remote, project) => {
    expect(nameIn(remote)).toBe(project);
  });

  it("is the folder's, where that is a part of a repository", () => {
    expect(nameIn("https://github.com/acme/shop.git", "services/clone-2")).toBe("clone-2");
  });
});

describe("the registry of a git remote", () => {
  it.each([
    ["https://github.com/Acme/Shop.git", "ghcr.io/acme/shop"],
    ["git@github.com:acme/shop.git", "ghcr.io/acme/shop"],
    ["ssh://git@github.com:22/acme/shop", "ghcr.io/acme/shop"],
    ["https://someone:secret@gitlab.com/acme/team/shop.git/", "registry.gitlab.com/acme/team/shop"],
    ["https://github.example.com/acme/shop", undefined],
    ["https://github.com/acme", undefined],
    ["https://github.com/acme/sh op", undefined],
    ["/srv/git/shop.git", undefined],
    ["constructor:acme/shop", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("for %s is %s", (remote, repository) => {
    expect(imageRepositoryOf(remote)).toBe(repository);
  });
});
