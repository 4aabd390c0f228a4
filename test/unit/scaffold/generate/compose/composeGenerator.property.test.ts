import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMPOSE_RULES } from "../../../../../src/core/rules/composeRules.ts";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { composeGenerator } from "../../../../../src/scaffold/generate/compose/composeGenerator.ts";
import { containerOf } from "../../../../../src/scaffold/generate/container.ts";
import { composePorts } from "../../../../../src/scaffold/ports/composePorts.ts";
import { type HostPorts, NO_HOST_PORTS } from "../../../../../src/scaffold/ports/hostPorts.ts";
import { portVariableOf } from "../../../../../src/scaffold/ports/portVariable.ts";
import { anyApplications } from "../../../../support/scaffold/anyApplication.ts";
import { detectionOf, expressServer, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { smallCatalogue } from "../../../../support/scaffold/smallCatalogue.ts";
import { ownTemplates } from "../../../../support/scaffold/templates.ts";

const render = ownTemplates();

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly build?: { readonly context: string };
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly read_only?: boolean;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly networks: readonly string[];
}

function filesOf(applications: readonly Application[]) {
  const detection = detectionOf(...applications);
  return composeGenerator({ applications, detection, settings: sampleSettings, catalogue: smallCatalogue }, render);
}

function withHostPorts(applications: readonly Application[], hostPorts: HostPorts) {
  const detection = detectionOf(...applications);
  const input = { applications, detection, settings: sampleSettings, catalogue: smallCatalogue, hostPorts };
  return new Map(composeGenerator(input, render).map(({ path, text }) => [path, text]));
}

function servicesIn(text: string): Readonly<Record<string, Service>> {
  return (parse(text) as { services: Readonly<Record<string, Service>> }).services;
}

function textOf(applications: readonly Application[], path: string): string {
  return filesOf(applications).find((file) => file.path === path)?.text ?? "";
}

describe("the compose files of any applications", () => {
  it("hold each application as its container is run, with everything taken from it that it does not need", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const services = servicesIn(textOf(applications, "compose.yaml"));
        for (const application of applications) {
          const container = containerOf(application, sampleSettings.imageRepository);
          const service = services[container.name];
          expect(service).toMatchObject({ user: "10001:10001", read_only: true, cap_drop: ["ALL"] });
          const port = container.portVariable === undefined ? undefined : String(container.port);
          expect(service?.environment?.[container.portVariable ?? ""]).toBe(port);
          expect(Object.keys(service?.environment ?? {})).toEqual(
            expect.arrayContaining(container.environment.map(({ name }) => name)),
          );
          const { root } = application.ecosystem;
          expect(service?.build?.context.replaceAll("$$", "$")).toBe(root === "." ? "." : `./${root}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("name only services and networks that are there, and images as the catalogue has them", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const text = textOf(applications, "compose.yaml");
        const services = servicesIn(text);
        const { networks, volumes } = parse(text) as Record<string, Record<string, unknown>>;
        const all = Object.values(services);
        expect(Object.keys(services)).toEqual(
          expect.arrayContaining(all.flatMap((one) => Object.keys(one.depends_on ?? {}))),
        );
        expect(Object.keys(networks ?? {})).toEqual(expect.arrayContaining(all.flatMap((one) => one.networks)));
        expect(Object.keys(volumes ?? {}).every((name) => text.includes(`source: ${name}\n`))).toBe(true);
        const images = all.filter(({ build }) => build === undefined).map(({ image }) => image.split("@"));
        expect(images.map(([tag = ""]) => smallCatalogue.images[tag]?.digest)).toEqual(
          images.map(([, digest]) => digest),
        );
        expect(text).not.toMatch(/[ \t]\n|\n\n\n|undefined|^version:/mu);
      }),
      { numRuns: 40 },
    );
  });

  it("publish the port that the container listens on, by a variable, and no port of the machine twice", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const ports = new Map(applications.map((one) => [one.name, containerOf(one, "x").port]));
        for (const { name } of sampleSettings.environments) {
          const published = composePorts("x", textOf(applications, `compose.${name}.yaml`));
          expect(new Set(published.map(({ host }) => host)).size).toBe(published.length);
          expect(published.filter(({ variable }) => variable === undefined)).toEqual([]);
          const own = published.filter(({ service }) => ports.has(service));
          expect(own.map(({ container }) => container)).toEqual(own.map(({ service }) => ports.get(service)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("ask in .env.example for everything that must be set, and give no secret a value", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const example = textOf(applications, ".env.example");
        const needed = textOf(applications, "compose.yaml").matchAll(/\$\{(\w+):\?/gu);
        for (const [, name] of needed) expect(example).toMatch(new RegExp(`^${name}=$`, "mu"));
        const all = applications.flatMap((one) => one.environment.map(({ value }) => value));
        const secrets = all.filter(({ name, secret }) => secret && !name.endsWith("_PORT"));
        for (const { name } of secrets) expect(example).not.toMatch(new RegExp(`^#? ?${name}=.+$`, "mu"));
      }),
      { numRuns: 40 },
    );
  });

  it("are the same each time, and name rules that are there", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const files = filesOf(applications);
        expect(filesOf(applications)).toEqual(files);
        const rules = files.flatMap(({ blocks }) => blocks.map(({ rule }) => rule));
        expect(Object.keys(COMPOSE_RULES)).toEqual(expect.arrayContaining(rules));
      }),
      { numRuns: 40 },
    );
  });
});

describe("ports of the machine", () => {
  const server = expressServer();
  const applications = [server];
  const [development = "", staging = ""] = sampleSettings.environments.map(({ name }) => `compose.${name}.yaml`);
  const hostsIn = (files: ReadonlyMap<string, string>, path: string) =>
    composePorts(path, files.get(path) ?? "")
      .filter(({ service }) => service === server.name)
      .map(({ host }) => host);
  const variable = portVariableOf(server.name);

  it("come from the range of each environment", () => {
    const files = withHostPorts(applications, NO_HOST_PORTS);
    expect([hostsIn(files, development), hostsIn(files, staging)]).toEqual([[3000], [3100]]);
    expect(files.get(".env.example")).toMatch(new RegExp(`^${variable}=3000$`, "mu"));
  });

  it("stay as the first environment has them, and leave alone what other compose files publish", () => {
    const kept = withHostPorts(applications, { kept: new Map([[variable, 3042]]), taken: new Set() });
    expect([hostsIn(kept, development), hostsIn(kept, staging)]).toEqual([[3042], [3100]]);
    const taken = withHostPorts(applications, { kept: new Map(), taken: new Set([3000, 3100]) });
    expect([hostsIn(taken, development), hostsIn(taken, staging)]).toEqual([[3001], [3101]]);
  });
});
