import { describe, expect, it } from "vitest";
import { matchesOf, nextMatch } from "../../../src/webview/graph/search.ts";

const NODES = [
  { id: "a", kind: "check", label: "Überprüfe den Zustand" },
  { id: "b", kind: "action", label: "Set image of web" },
  { id: "DEPLOY_WEB", kind: "action", label: "Ship it" },
] as const;

describe("searching the graph", () => {
  it("finds by every word of a label, whatever its case and accents, and by ids where no label matches", () => {
    expect(matchesOf(NODES, "web")).toEqual(["b"]);
    expect(matchesOf(NODES, "deploy_web")).toEqual(["DEPLOY_WEB"]);
    expect(matchesOf(NODES, "WEB image")).toEqual(["b"]);
    expect(matchesOf(NODES, "uberprufe")).toEqual(["a"]);
    expect(matchesOf(NODES, "  ")).toEqual([]);
    expect(matchesOf(NODES, "nowhere")).toEqual([]);
  });

  it("goes round and round in both directions", () => {
    const matches = ["a", "b", "c"];
    expect(nextMatch(matches, undefined, 1)).toBe("a");
    expect(nextMatch(matches, undefined, -1)).toBe("c");
    expect(nextMatch(matches, "c", 1)).toBe("a");
    expect(nextMatch(matches, "a", -1)).toBe("c");
    expect(nextMatch([], "a", 1)).toBeUndefined();
  });
});
