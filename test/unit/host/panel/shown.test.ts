import { describe, expect, it } from "vitest";
import { type Shown, shownId, shownIn } from "../../../../src/host/panel/shown.ts";

const RUN: Shown = { type: "run", file: "file:///shop/tidegate.yaml", run: "41" };
const CHART: Shown = { type: "document", uri: "file:///shop/path.md", index: 1 };

describe("what a panel shows", () => {
  it("comes back from the text that the webview kept", () => {
    for (const shown of [RUN, CHART, { type: "path" }] satisfies Shown[]) {
      expect(shownIn({ shown: JSON.stringify(shown), zoom: 2 })).toEqual(shown);
    }
  });

  it("is nothing where the text is of another kind, broken or missing", () => {
    for (const state of [
      undefined,
      null,
      3,
      "x",
      {},
      { shown: 3 },
      { shown: "{" },
      { shown: "null" },
      { shown: "{}" },
    ]) {
      expect(shownIn(state)).toBeUndefined();
    }
    const odd = [
      { ...RUN, file: 1 },
      { ...CHART, index: -1 },
      { ...CHART, index: 0.5 },
      { ...CHART, uri: 4 },
    ];
    for (const shown of odd) expect(shownIn({ shown: JSON.stringify(shown) })).toBeUndefined();
  });

  it("is one panel for one run", () => {
    expect(shownId(RUN)).toBe(shownId({ ...RUN }));
    expect(shownId(RUN)).not.toBe(shownId({ ...RUN, run: "42" }));
    expect(shownId(RUN)).not.toBe(shownId({ ...RUN, file: "file:///other/tidegate.yaml" }));
  });
});
