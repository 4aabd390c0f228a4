import { describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../../../src/scaffold/generate/generated.ts";
import { writeBase } from "../../../../src/scaffold/merge/mergeBase.ts";
import { type Choice, choicesFor, type FileState } from "../../../../src/scaffold/merge/mergedFile.ts";
import { mergeFile } from "../../../../src/scaffold/merge/mergeFile.ts";
import { dockerfile } from "./generatedTexts.ts";

const first = dockerfile(
  ["FROM node:22", "", "USER 10001", "HEALTHCHECK CMD a", "EXPOSE 3000", "CMD run"],
  [
    ["dockerfile/numeric-user", 3, 3],
    ["dockerfile/health-check", 4, 4],
  ],
);
const second: GeneratedFile = { ...first, text: first.text.replace("node:22", "node:24") };
const base = (file: GeneratedFile): string => writeBase(file, "1.0.0", undefined);
const theirBase = (file: GeneratedFile): string => writeBase(file, "1.0.0", undefined, true);

function merged(next: GeneratedFile, text: string | undefined, last: string | undefined = base(first)) {
  return mergeFile(next, { file: text === undefined ? undefined : { text }, base: last }, "1.0.0");
}

function again(next: GeneratedFile, text: string | undefined, choice: Choice = "leave") {
  const file = merged(next, text);
  return { state: file.state, text: file.outcome(choice).text };
}

describe("a generated file beside what is there", () => {
  it("is created where nothing is", () => {
    const file = mergeFile(first, { file: undefined, base: undefined }, "1.0.0");
    expect(file).toMatchObject({ state: "create", conflicts: [] });
    expect(file.outcome("leave")).toEqual({ text: first.text, base: base(first) });
  });

  it("is unchanged where all of it is there, and its base has the same bytes", () => {
    const file = merged(first, first.text);
    expect(file.state).toBe("unchanged");
    expect(file.outcome("leave")).toEqual({ text: undefined, base: base(first) });
  });

  it("keeps the base's bytes where only Tidegate is another", () => {
    const file = mergeFile(first, { file: { text: first.text }, base: base(first) }, "2.0.0");
    expect(file.outcome("leave").base).toBe(base(first));
  });

  it("is updated where nobody edited it", () => {
    expect(again(second, first.text)).toEqual({ state: "update", text: second.text });
  });

  it("is merged with edits elsewhere", () => {
    const mine = first.text.replace("CMD run", "CMD run --loud");
    expect(again(second, mine)).toEqual({ state: "merge", text: mine.replace("node:22", "node:24") });
  });

  it("stays as it is where only a person has changed it", () => {
    expect(again(first, first.text.replace("CMD run", "CMD run --loud"))).toEqual({
      state: "unchanged",
      text: undefined,
    });
  });

  it("is left where both changed a line, and says which", () => {
    const mine = first.text.replace("node:22", "node:22-alpine");
    const file = merged(second, mine);
    expect(file.state).toBe("conflict");
    expect(file.conflicts).toEqual([{ line: 1, mine: ["FROM node:22-alpine"], generated: ["FROM node:24"] }]);
    expect(file.outcome("leave")).toEqual({ text: undefined, base: undefined });
  });

  it("takes either side of a conflict, or both with marks, and then takes it as settled", () => {
    const mine = first.text.replace("node:22", "node:22-alpine").replace("CMD run", "CMD run --loud");
    const file = merged(second, mine);
    expect(file.outcome("mine")).toEqual({ text: undefined, base: base(second) });
    expect(file.outcome("generated").text).toBe(mine.replace("node:22-alpine", "node:24"));
    const marked = file.outcome("markers").text ?? "";
    const top = "<<<<<<< yours\nFROM node:22-alpine\n=======\nFROM node:24\n>>>>>>> generated\n";
    expect(marked).toBe(mine.replace("FROM node:22-alpine\n", top));
    expect(merged(second, mine, base(second)).state).toBe("unchanged");
    expect(merged(second, marked, base(second))).toMatchObject({
      state: "unchanged",
      note: expect.stringContaining("marks"),
    });
  });

  it("is no conflict where both made the same change", () => {
    expect(again(second, second.text)).toEqual({ state: "unchanged", text: undefined });
  });

  it("is adopted where the very same stood there without a base", () => {
    const file = mergeFile(first, { file: { text: first.text }, base: undefined }, "1.0.0");
    expect(file.state).toBe("adopt");
    expect(file.outcome("leave")).toEqual({ text: undefined, base: theirBase(first) });
  });

  it("leaves another file that was there before, unless it is taken", () => {
    const file = mergeFile(first, { file: { text: "FROM mine\n" }, base: undefined }, "1.0.0");
    expect(file.state).toBe("exists");
    expect(file.conflicts[0]?.line).toBe(1);
    expect(file.outcome("leave")).toEqual({ text: undefined, base: undefined });
    expect(file.outcome("generated")).toEqual({ text: first.text, base: base(first) });
    expect(file.outcome("mine")).toEqual({ text: undefined, base: theirBase(first) });
  });

  it("stays away where a person deleted it, unless it is asked for", () => {
    expect(again(second, undefined)).toEqual({ state: "removed", text: undefined });
    expect(again(second, undefined, "generated")).toEqual({ state: "removed", text: second.text });
  });

  it("is blocked where what stands there is no text", () => {
    const file = mergeFile(first, { file: { unreadable: "It is a folder." }, base: undefined }, "1.0.0");
    expect(file).toMatchObject({ state: "blocked", note: "It is a folder." });
    expect(file.outcome("generated")).toEqual({ text: undefined, base: undefined });
  });

  it("takes a base that cannot be read for none, and says so", () => {
    const file = merged(second, first.text, "<<<<<<< HEAD\n{}");
    expect(file).toMatchObject({ state: "exists", note: expect.stringContaining("cannot be read") });
  });
});

describe("what is left to a person", () => {
  const states: readonly FileState[] = [
    "create",
    "unchanged",
    "update",
    "merge",
    "conflict",
    "adopt",
    "exists",
    "removed",
    "blocked",
  ];

  it("is a conflict, a file that was there before, and one that they deleted", () => {
    expect(states.filter((state) => choicesFor(state).length > 0)).toEqual(["conflict", "exists", "removed"]);
  });

  it("is nothing where every choice comes to the same", () => {
    const files = [merged(first, first.text), merged(second, first.text), merged(second, `${first.text}# mine\n`)];
    for (const file of files) {
      expect(choicesFor(file.state)).toEqual([]);
      expect(file.outcome("generated")).toEqual(file.outcome("leave"));
    }
  });
});

describe("a generated block that a person took out", () => {
  const without = first.text.replace("HEALTHCHECK CMD a\n", "");

  it("is not brought back", () => {
    expect(merged(first, without)).toMatchObject({ state: "unchanged", removed: ["dockerfile/health-check"] });
    expect(again(second, without).text).toBe(without.replace("node:22", "node:24"));
  });

  it("is no conflict when it is generated otherwise later, and stays away after that, too", () => {
    const third: GeneratedFile = { ...first, text: second.text.replace("CMD a", "CMD b") };
    expect(again(third, without)).toEqual({ state: "merge", text: without.replace("node:22", "node:24") });
    const later = merged({ ...third, text: third.text.replace("CMD b", "CMD c") }, without, base(third));
    expect(later).toMatchObject({ state: "unchanged", removed: ["dockerfile/health-check"] });
  });

  it("is no conflict where a line beside it was edited", () => {
    const mine = without.replace("EXPOSE 3000", "EXPOSE 4000");
    const third: GeneratedFile = { ...first, text: first.text.replace("CMD a", "CMD b") };
    expect(merged(third, mine)).toMatchObject({ state: "unchanged", conflicts: [] });
  });

  it("is an edit, and a conflict, where the person wrote it anew", () => {
    const mine = first.text.replace("CMD a", "CMD mine");
    const third: GeneratedFile = { ...first, text: first.text.replace("CMD a", "CMD b") };
    expect(merged(third, mine)).toMatchObject({ state: "conflict", removed: [] });
  });

  it("keeps no new block away", () => {
    const more = dockerfile(
      ["FROM node:22", "STOPSIGNAL SIGTERM", "", "USER 10001", "HEALTHCHECK CMD a", "EXPOSE 3000", "CMD run"],
      [
        ["dockerfile/stop", 2, 2],
        ["dockerfile/health-check", 5, 5],
      ],
    );
    expect(again(more, without).text).toBe(more.text.replace("HEALTHCHECK CMD a\n", ""));
  });
});

describe("the ways of a person's editor", () => {
  it.each([
    ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["a last line without its end", (text: string) => text.slice(0, -1)],
  ])("keeps %s", (_what, ways) => {
    expect(again(first, ways(first.text)).text).toBeUndefined();
    expect(again(second, ways(first.text))).toEqual({ state: "update", text: ways(second.text) });
    const mine = first.text.replace("CMD run", "CMD run --loud");
    expect(again(second, ways(mine))).toEqual({ state: "merge", text: ways(mine.replace("node:22", "node:24")) });
    expect(mergeFile(first, { file: { text: ways(first.text) }, base: undefined }, "1").state).toBe("adopt");
  });

  it("leaves mixed line ends of lines that it does not touch", () => {
    const mine = first.text.replace("EXPOSE 3000\n", "EXPOSE 3000\r\n");
    expect(again(second, mine)).toEqual({ state: "merge", text: mine.replace("node:22", "node:24") });
  });
});
