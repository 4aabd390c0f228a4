import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { layoutPicture } from "../../../src/picture/layout.ts";
import type { Marks, MarkState } from "../../../src/picture/marks.ts";
import { DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, THEME } from "../../../src/picture/palette.ts";
import { svgOf } from "../../../src/picture/svg.ts";
import type { PictureGraph } from "../../../src/protocol/picture.ts";
import { anyGraph, anyText, graphOf, HOSTILE } from "./support/graphs.ts";

const STATES: readonly MarkState[] = ["ahead", "now", "waiting", "passed", "failed", "skipped"];
/** All that a picture is made of: nothing that runs, loads or links. */
const ELEMENTS = ["svg", "title", "desc", "defs", "marker", "g", "rect", "path", "text"];

describe("the document of any graph", () => {
  test("is valid and has nothing in it that does anything", () => {
    fc.assert(
      fc.property(anyGraph, fc.constantFrom(...STATES), anyText, (graph, state, text) => {
        const nodes = Object.fromEntries(graph.nodes.map(({ id }) => [id, { state, text }]));
        const { names, attributes } = read(drawn(graph, { nodes, taken: new Set([0, 3]) }));
        expect(names.filter((name) => !ELEMENTS.includes(name))).toEqual([]);
        expect(attributes.filter((name) => /^on|href|style/u.test(name))).toEqual([]);
      }),
    );
  });

  test.each(HOSTILE)("takes a hostile text as text only: %j", (text) => {
    const groups = [{ id: text, label: text, nodes: [text] }];
    const nodes = [{ id: text, kind: "check" as const, label: text }];
    const edges = [{ from: text, to: text, when: text, label: text }];
    const { names, texts } = read(drawn({ title: text, start: text, nodes, edges, groups }));
    expect(names).not.toContain("script");
    expect(texts.join("")).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
  });

  test("stays small with labels of a megabyte", () => {
    const label = "<&\u202E".repeat(350_000);
    const graph = graphOf(["a -> b"]);
    const nodes = graph.nodes.map((node) => ({ ...node, label }));
    expect(drawn({ ...graph, nodes, title: label }).length).toBeLessThan(100_000);
  });

  test("says for screen readers what it shows", () => {
    const { texts } = read(drawn(graphOf(["a -> b"], { title: "shop → production" })));
    expect(texts).toContain("shop → production");
    expect(texts).toContain("A graph of 2 nodes and 1 edge. It begins at: a.");
  });

  test("tells a state by a word and a sign and not by colour alone", () => {
    const nodes = { a: { state: "passed" }, b: { state: "waiting", text: "1/2" } } as const;
    const { texts } = read(drawn(graphOf(["a -> b"]), { nodes }));
    expect(texts).toEqual(expect.arrayContaining(["✓", "a, check, passed"]));
    expect(texts).toEqual(expect.arrayContaining(["… 1/2", "b, check, waiting for a person, 1/2"]));
  });

  test("draws several edges on one line once, and again where one of them was taken", () => {
    const graph = graphOf(["a -> b: failed", "a -> b: too late"]);
    expect(linesOf(drawn(graph))).toBe(1);
    expect(linesOf(drawn(graph, { nodes: {}, taken: new Set([1]) }))).toBe(2);
  });

  test.each([LIGHT, DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, THEME])("is valid in each palette", (palette) => {
    const graph = graphOf(["a -> b: x"]);
    expect(read(svgOf(graph, layoutPicture(graph), palette)).names[0]).toBe("svg");
  });
});

describe("the palettes", () => {
  test.each([
    ["light", LIGHT],
    ["dark", DARK],
    ["high contrast dark", HIGH_CONTRAST_DARK],
    ["high contrast light", HIGH_CONTRAST_LIGHT],
  ])("can be read: %s", (_, palette) => {
    for (const behind of [palette.background, palette.node]) {
      expect(contrast(palette.text, behind)).toBeGreaterThanOrEqual(7);
      for (const ink of [palette.muted, palette.accent, palette.waiting, palette.passed, palette.failed]) {
        expect(contrast(ink, behind)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(palette.border, behind)).toBeGreaterThanOrEqual(3);
    }
  });
});

function drawn(graph: PictureGraph, marks?: Marks): string {
  return svgOf(graph, layoutPicture(graph), LIGHT, marks);
}

function linesOf(svg: string): number {
  return svg.split("marker-end").length - 1;
}

/** What a strict parser finds; it throws on anything that is not XML. */
function read(svg: string): { names: string[]; attributes: string[]; texts: string[] } {
  const found = { names: [] as string[], attributes: [] as string[], texts: [] as string[] };
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    found.names.push(name);
    found.attributes.push(...Object.keys(attributes));
  });
  parser.on("text", (text) => found.texts.push(text));
  parser.write(svg).close();
  return found;
}

/** The contrast of two colours as WCAG 2.2 counts it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
