import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderer } from "../../../../src/scaffold/render/renderer.ts";

function render(template: string, values: Record<string, unknown>, escape: "yaml" | "dockerfile" | "plain" = "yaml") {
  return renderer(new Map([["a/b", template]]))("a/b", escape, values);
}

describe("a template", () => {
  it("leaves Helm's and GitHub's own braces as they are", () => {
    expect(render("a: {{ .Values.x }}\nb: ${{ github.sha }}\nc: {= c =}\n", { c: 1 }).text).toBe(
      "a: {{ .Values.x }}\nb: ${{ github.sha }}\nc: 1\n",
    );
  });

  it("leaves no line behind where a tag stands alone on its line", () => {
    const template = "a:\n  {% for x in xs %}\n  - {= x =}\n  {% endfor %}\nb: 1\n";
    expect(render(template, { xs: ["one", "two words"] }).text).toBe('a:\n  - one\n  - "two words"\nb: 1\n');
  });

  it("tells the lines that stand there for a rule, and keeps the text free of marks", () => {
    const template =
      'a: 1\n{% rule "k8s/outer" %}\nb:\n  {% rule "k8s/inner" %}\n  c: 1\n  {% endrule %}\nd: 1\n{% endrule %}\n';
    expect(render(template, {})).toEqual({
      text: "a: 1\nb:\n  c: 1\nd: 1\n",
      blocks: [
        { rule: "k8s/outer", from: 2, to: 4 },
        { rule: "k8s/inner", from: 3, to: 3 },
      ],
    });
  });

  it("has no block where a rule wrote no line", () => {
    expect(
      render('a: 1\n{% rule "k8s/none" %}\n{% if no %}\nb: 1\n{% endif %}\n{% endrule %}\n', { no: false }).blocks,
    ).toEqual([]);
  });

  it("refuses a value that is not there", () => {
    expect(() => render("a: {= b =}\n", {})).toThrow(/The template a\/b could not be filled: undefined variable: b/u);
  });

  it("cannot reach what a value has inherited", () => {
    expect(() => render("a: {= b.constructor =}\n", { b: "x" })).toThrow(/constructor/u);
  });

  it("refuses a line break in a Dockerfile", () => {
    expect(() => render("FROM {= b =}\n", { b: "x\nRUN y" }, "dockerfile")).toThrow(/line break/u);
  });

  it.each(["yes", "Off", "NULL", "e0", "E+1", "1e3", "0x10", "12:30", "010", ".inf", "~", "y"])(
    "does not let %s be anything but a text",
    (text) => {
      const rendered = render("a: {= b =}\n", { b: text }).text;
      for (const version of ["1.1", "1.2"] as const) expect(parse(rendered, { version })).toEqual({ a: text });
    },
  );

  it("writes any text as YAML that reads back as that text, by the older and the newer YAML", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => !/[\uE000-\uE002\uD800-\uDFFF]/u.test(text)),
        (text) => {
          const rendered = render("a: {= b =}\n", { b: text }).text;
          for (const version of ["1.1", "1.2"] as const) expect(parse(rendered, { version })).toEqual({ a: text });
        },
      ),
    );
  });
});
