import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DockerfileParser } from "dockerfile-ast";
import { describe, expect, it } from "vitest";
import { parse, parseDocument } from "yaml";
import * as z from "zod";
import { parseConfig } from "../../../src/core/config/parseConfig.ts";
import { SNIPPETS } from "../../../src/host/contributions/snippets.ts";
import { catalogueSchema } from "../../../src/scaffold/catalogue/catalogue.ts";

const folder = fileURLToPath(new URL("../../../snippets/", import.meta.url));
const catalogueFile = fileURLToPath(new URL("../../../media/catalogue.json", import.meta.url));
const catalogue = catalogueSchema.parse(JSON.parse(readFileSync(catalogueFile, "utf8")));

const snippetFile = z.record(
  z.string(),
  z.strictObject({ prefix: z.string(), description: z.string().min(10), body: z.array(z.string()).min(1) }),
);

interface Snippet {
  readonly file: string;
  readonly name: string;
  readonly prefix: string;
  readonly text: string;
}

const snippets: readonly Snippet[] = readdirSync(folder).flatMap((file) =>
  Object.entries(snippetFile.parse(JSON.parse(readFileSync(folder + file, "utf8")))).map(
    ([name, { prefix, body }]) => ({
      file: file.replace(/\.json$/u, ""),
      name,
      prefix,
      text: expanded(body.join("\n")),
    }),
  ),
);

/** What the editor inserts when every place is left as it is proposed. */
function expanded(body: string): string {
  const choices = body.replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/gu, "$1");
  const places = choices.replace(/(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}/gu, "$1");
  return places.replace(/\\([\\$}])/gu, "$1");
}

function of(...files: readonly string[]): readonly Snippet[] {
  return snippets.filter(({ file }) => files.includes(file));
}

describe("snippets", () => {
  it("are all contributed, and nothing else is", () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      Object.keys(SNIPPETS)
        .map((file) => `${file}.json`)
        .toSorted(),
    );
  });

  it("have prefixes of their own", () => {
    expect(new Set(snippets.map(({ prefix }) => prefix)).size).toBe(snippets.length);
  });

  it.each(of("kubernetes", "github-actions", "gitlab-ci", "compose", "tidegate"))("$prefix is YAML", ({ text }) => {
    expect(parseDocument(text).errors).toEqual([]);
  });

  it.each(of("kubernetes"))("$prefix is an object with a kind", ({ text }) => {
    expect(parse(text)).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
  });

  it.each(of("dockerfile"))("$prefix is made of instructions", ({ text }) => {
    const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|EXPOSE|HEALTHCHECK|CMD|ENTRYPOINT)$/u;
    for (const instruction of DockerfileParser.parse(text).getInstructions()) {
      expect(instruction.getInstruction()).toMatch(known);
    }
  });

  it("name only images and actions of the catalogue, by what was seen of them", () => {
    const pinned = snippets.flatMap(({ text }) => [...text.matchAll(/(\S+)@(sha256:[0-9a-f]{64}|[0-9a-f]{40})/gu)]);
    expect(pinned.length).toBeGreaterThan(10);
    for (const [, name = "", pin] of pinned) {
      const seen = catalogue.images[name]?.digest ?? catalogue.actions[name]?.commit;
      expect({ name, pin }).toEqual({ name, pin: seen });
    }
  });

  it("name no action by a tag, and no image of a stage without its digest", () => {
    for (const { text } of of("github-actions", "dockerfile")) {
      expect(text).not.toMatch(/uses: \S+@v/u);
      expect(text).not.toMatch(/^FROM (?!\S+@sha256:)/mu);
    }
  });

  it("begin a tidegate.yaml that has no problem", () => {
    const file = of("tidegate").find(({ prefix }) => prefix === "tidegate-file");
    expect(parseConfig(file?.text ?? "").diagnostics).toEqual([]);
  });
});
