import { describe, expect, it } from "vitest";
import { DisposableStore, toDisposable } from "../../../src/base/dispose.ts";

describe("a disposable store", () => {
  it("releases what it holds once, last come first gone", () => {
    const store = new DisposableStore();
    const seen: string[] = [];
    store.add(toDisposable(() => seen.push("a")));
    store.add(toDisposable(() => seen.push("b")));
    store.dispose();
    store.dispose();
    expect(seen).toEqual(["b", "a"]);
  });

  it("releases at once what is added after its end", () => {
    const store = new DisposableStore();
    store.dispose();
    let released = false;
    store.add(toDisposable(() => (released = true)));
    expect(released).toBe(true);
  });

  it("lets one item go early", () => {
    const store = new DisposableStore();
    const seen: string[] = [];
    const item = store.add(toDisposable(() => seen.push("early")));
    store.delete(item);
    store.dispose();
    expect(seen).toEqual(["early"]);
  });
});
