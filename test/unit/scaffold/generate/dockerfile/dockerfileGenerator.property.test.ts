import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import { containerOf } from "../../../../../src/scaffold/generate/container.ts";
import { dockerfileGenerator } from "../../../../../src/scaffold/generate/dockerfile/dockerfileGenerator.ts";
import { DOCKERFILE_RULES } from "../../../../../src/core/rules/dockerfileRules.ts";
import { anyApplication } from "../../../../support/scaffold/anyApplication.ts";
import { detectionOf, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { smallCatalogue } from "../../../../support/scaffold/smallCatalogue.ts";
import { ownTemplates } from "../../../../support/scaffold/templates.ts";

const render = ownTemplates();

const KNOWN = new Set("ARG CMD COPY ENV EXPOSE FROM HEALTHCHECK LABEL RUN STOPSIGNAL USER WORKDIR".split(" "));

function filesOf(application: Application) {
  const detection = detectionOf(application);
  return dockerfileGenerator(
    { applications: [application], detection, settings: sampleSettings, catalogue: smallCatalogue },
    render,
  );
}

function dockerfileOf(application: Application) {
  const text = filesOf(application).find(({ path }) => path.endsWith("Dockerfile"))?.text ?? "";
  return { text, instructions: DockerfileParser.parse(text).getInstructions() };
}

/** The words of an instruction in its JSON form. */
function jsonOf(text: string): readonly string[] {
  const list: unknown = JSON.parse(text.slice(text.indexOf("[")));
  expect(list).toEqual(expect.any(Array));
  return list as readonly string[];
}

describe("the Dockerfile of any application", () => {
  it("has only instructions that were meant, each image as the catalogue names it, and ends as a numeric user", () => {
    fc.assert(
      fc.property(anyApplication(), (application) => {
        const { text, instructions } = dockerfileOf(application);
        expect(instructions.filter((one) => !KNOWN.has(one.getInstruction()))).toEqual([]);
        const froms = instructions
          .filter((one) => one.getInstruction() === "FROM")
          .map((one) => one.getArgumentsContent() ?? "");
        const stages = new Set(froms.flatMap((from) => / AS (\w+)$/u.exec(from)?.[1] ?? []));
        const images = froms.map((from) => from.split(" ")[0] ?? "").filter((image) => !stages.has(image));
        expect(
          images.map((image) => image.split("@")[0] ?? "").filter((tag) => !Object.hasOwn(smallCatalogue.images, tag)),
        ).toEqual([]);
        expect(images.map((image) => image.split("@")[1])).toEqual(
          images.map((image) => smallCatalogue.images[image.split("@")[0] ?? ""]?.digest),
        );
        const users = instructions
          .filter((one) => one.getInstruction() === "USER")
          .map((one) => one.getArgumentsContent());
        expect(users).toEqual(["10001:10001"]);
        expect(text).not.toMatch(/\n\n\n|[ \t]\n|undefined|\[object/u);
        expect(text.endsWith("\n")).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("names one port everywhere, and starts and asks by lists of words", () => {
    fc.assert(
      fc.property(anyApplication(), (application) => {
        const { text, instructions } = dockerfileOf(application);
        const { port, portVariable } = containerOf(application, "x");
        const last = (name: string) =>
          instructions.findLast((one) => one.getInstruction() === name)?.getArgumentsContent() ?? undefined;
        expect(last("EXPOSE")).toBe(port === undefined ? undefined : String(port));
        expect(jsonOf(last("CMD") ?? "").length).toBeGreaterThan(0);
        const check = last("HEALTHCHECK") ?? "";
        const asks = port === undefined ? check : jsonOf(check.slice(check.indexOf("CMD"))).join(" ");
        expect(asks).toContain(port === undefined ? "NONE" : (portVariable ?? String(port)));
        const set = new RegExp(String.raw`^(?:ENV|   ) ${portVariable ?? "PORT"}=(\d+)(?: |$)`, "mu").exec(text)?.[1];
        expect(set).toBe(portVariable === undefined ? undefined : String(port));
      }),
      { numRuns: 150 },
    );
  });

  it("is the same text each time, names rules that are there, and lies beside what belongs to it", () => {
    fc.assert(
      fc.property(anyApplication(), (application) => {
        const files = filesOf(application);
        expect(filesOf(application)).toEqual(files);
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        for (const { blocks, text } of files) {
          for (const { rule, to } of blocks) {
            expect(Object.keys(DOCKERFILE_RULES)).toContain(rule);
            expect(to).toBeLessThan(text.split("\n").length);
          }
        }
      }),
    );
  });
});
