import { describe, expect, it } from "vitest";
import { type Shown, shownId, shownIn } from "../../../../src/host/panel/shown.ts";

const RUN: Shown = { type: "run", file: "file:///shop/tidegate.yaml", run: "41" };

describe("what a panel shows", () => {
  it("comes back from the text that the webview kept", () => {
    for (const shown of [RUN, { type: "path" }] satisfies Shown[]) {
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
    expect(shownIn({ shown: JSON.stringify({ type: "run", file: 1, run: "41" }) })).toBeUndefined();
  });

  it("is one panel for one run", () => {
    expect(shownId(RUN)).toBe(shownId({ ...RUN }));
    expect(shownId(RUN)).not.toBe(shownId({ ...RUN, run: "42" }));
    expect(shownId(RUN)).not.toBe(shownId({ ...RUN, file: "file:///other/tidegate.yaml" }));
  });
});
