import { describe, expect, it } from "vitest";
import { type InboxItem, inInboxOrder, withoutOwnRuns } from "../../../../src/core/inbox/inboxItem.ts";

function item(id: string, more: Partial<InboxItem> = {}): InboxItem {
  const rest = { message: "", production: false, environment: "staging", answers: [] };
  return { id, store: "github", heading: id, ...rest, ...more };
}

describe("the inbox", () => {
  it("shows first what runs out first, then what has waited longest", () => {
    const items = [item("d"), item("c", { since: 5 }), item("b", { until: 9 }), item("a", { until: 7, since: 8 })];
    expect(inInboxOrder(items).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  });

  it("shows a request once where the run that asks is here", () => {
    const items = [item("a", { nonce: "41" }), item("b", { nonce: "42" }), item("c")];
    expect(withoutOwnRuns(items, new Set(["41"])).map(({ id }) => id)).toEqual(["b", "c"]);
  });
});
