import { expect, test } from "vitest";
import type { WrittenFile } from "../../../../src/engine/scaffold/scaffoldPlan.ts";
import { whatBecameOf } from "../../../../src/engine/scaffold/scaffoldChanges.ts";
import { FileChoices, losesLines } from "../../../../src/host/scaffold/fileChoices.ts";
import { kindChoices } from "../../../../src/host/scaffold/kindChoices.ts";
import { doneMessage, doneText } from "../../../../src/host/scaffold/nextSteps.ts";
import { previewRows } from "../../../../src/host/scaffold/previewRows.ts";
import { proposedText } from "../../../../src/host/scaffold/proposedText.ts";
import type { GeneratedFile } from "../../../../src/scaffold/generate/generated.ts";
import { writeBase } from "../../../../src/scaffold/merge/mergeBase.ts";
import { mergeFile } from "../../../../src/scaffold/merge/mergeFile.ts";
import type { MergedFile } from "../../../../src/scaffold/merge/mergedFile.ts";
import { detectionOf, expressServer, sampleSettings } from "../../../support/scaffold/sampleFacts.ts";

const generated = (path: string, text: string, kind: GeneratedFile["kind"] = "dockerfile"): GeneratedFile => {
  return { path, text, kind, application: ".", blocks: [] };
};
function merged(
  path: string,
  { before, current, now = "a\nB\nc\n" }: Partial<Record<"before" | "current" | "now", string>>,
): MergedFile {
  const base = before === undefined ? undefined : writeBase(generated(path, before), "1.0.0", undefined);
  return mergeFile(
    generated(path, now),
    { file: current === undefined ? undefined : { text: current }, base },
    "1.0.0",
  );
}

const created = merged("new", {});
const updated = merged("updated", { before: "a\nb\nc\n", current: "a\nb\nc\n" });
const conflict = merged("docker/conflict", { before: "a\nb\nc\n", current: "a\nmine\nc\n" });
const exists = merged("exists", { current: "mine\n" });
const removed = merged("removed", { before: "a\nb\nc\n" });
const unchanged = merged("unchanged", { before: "a\nB\nc\n", current: "a\nB\nc\n" });
const files = [created, updated, conflict, exists, removed, unchanged];

const plan = { files, detection: detectionOf(expressServer()) };
const written = (choices: FileChoices): WrittenFile[] =>
  files.map((file) => ({ file, ...whatBecameOf(file, choices.decisions()) }));
const actions = (choices: FileChoices): Record<string, string> =>
  Object.fromEntries(written(choices).map(({ file, action }) => [file.path, action]));

test("at first nothing is taken that loses a person's work", () => {
  expect(actions(new FileChoices())).toEqual({
    new: "written",
    updated: "written",
    "docker/conflict": "left",
    exists: "left",
    removed: "left",
    unchanged: "unchanged",
  });
});

test("what a person leaves out is not written, and what they take is", () => {
  const choices = new FileChoices();
  choices.take(created, false);
  choices.take(exists, true);
  choices.choose(conflict, "markers");
  expect(actions(choices)).toMatchObject({ new: "left", exists: "written", "docker/conflict": "written" });
  choices.take(created, true);
  expect(actions(choices)).toMatchObject({ new: "written" });
});

test("only taking what is generated over lines of theirs asks", () => {
  expect(losesLines(exists, "generated")).toBe(true);
  expect(losesLines(conflict, "generated")).toBe(true);
  expect(losesLines(conflict, "markers")).toBe(false);
  expect(losesLines(removed, "generated")).toBe(false);
});

test("a choice does not outlive the state that it was made for", () => {
  const choices = new FileChoices();
  choices.choose(conflict, "generated");
  choices.choose(exists, "generated");
  choices.carryOver(files, [{ ...conflict, state: "merge" }, exists]);
  expect(choices.choice(conflict)).toBe("leave");
  expect(choices.choice(exists)).toBe("generated");
});

test("rows say in words how each file stands, and which can be ticked", () => {
  const [group, ...others] = previewRows(plan, new FileChoices());
  expect(others).toEqual([]);
  expect([group?.label, group?.description]).toEqual(["Dockerfile", "shop · 6 files"]);
  const rows = group?.children?.() ?? [];
  expect(rows.map(({ label, description, checked }) => [label, description, checked])).toEqual([
    ["new", "new", true],
    ["updated", "updated", true],
    ["conflict", "conflict in 1 place · docker", false],
    ["exists", "exists and is left", false],
    ["removed", "removed by you", false],
    ["unchanged", "unchanged", undefined],
  ]);
  expect(rows.find(({ label }) => label === "conflict")?.accessibilityLabel).toBe(
    "conflict, conflict in 1 place, docker.",
  );
});

test("names from outside give no Markdown and no icons", () => {
  const odd = merged("[x](command:evil) $(flame)", {});
  const [row] = previewRows({ ...plan, files: [odd] }, new FileChoices())[0]?.children?.() ?? [];
  expect(row?.tooltip).not.toContain("](");
});

test("an undecided conflict is shown with both sides, a decided one as it would be", () => {
  const choices = new FileChoices();
  expect(proposedText(conflict, choices)).toContain("<<<<<<< yours\nmine\n=======\nB\n>>>>>>> generated");
  choices.choose(conflict, "mine");
  expect(proposedText(conflict, choices)).toBe("a\nmine\nc\n");
  expect(proposedText(exists, choices)).toBe("a\nB\nc\n");
});

test("one message says what was written, what was left and what to do next", () => {
  expect(doneMessage(written(new FileChoices()))).toBe(
    "Wrote 2 files. Left 3: docker/conflict, exists, removed. Next: build and try it, then commit the files together with .tidegate/scaffold.",
  );
  const choices = new FileChoices();
  choices.choose(conflict, "markers");
  expect(doneMessage(written(choices))).toContain("Next: settle the markers in docker/conflict, then commit");
});

test("the next steps name files without a link in them", () => {
  const text = doneText(
    { ...plan, settings: sampleSettings, stale: [{ path: "old", kind: "dockerfile" }], notes: ["[a](b)"] },
    written(new FileChoices()),
  );
  expect(text).toContain("docker build");
  expect(text).toContain("old. Delete it where nothing needs it.");
  expect(text).not.toContain("](b)");
});

test("the next steps build each image once, from the Dockerfile that is its own", () => {
  const server = { ...expressServer(), name: "shop", path: "." };
  const worker = { ...server, name: "mailer", role: { ...server.role, value: "worker" as const } };
  const other = { ...server, name: "admin" };
  const text = doneText(
    { ...plan, detection: detectionOf(server, worker, other), settings: sampleSettings, stale: [], notes: [] },
    written(new FileChoices()),
  );
  expect(text.match(/docker build --file \S+ --tag \S+/gu)).toEqual([
    'docker build --file "Dockerfile" --tag shop',
    'docker build --file "Dockerfile.admin" --tag admin',
  ]);
});

const of = (kind: MergedFile["kind"], state: MergedFile["state"]): MergedFile => ({ ...created, kind, state });
const picked = (list: readonly MergedFile[], imageRepository = "ghcr.io/acme/shop"): string[] =>
  kindChoices(list, { ...sampleSettings, imageRepository }).flatMap((one) => (one.picked ? [one.kind] : []));

test("kinds that are missing are picked, and of two that stand for the same the one that is there", () => {
  const fresh = (["dockerfile", "compose", "github-actions", "gitlab-ci"] as const).map((kind) => of(kind, "create"));
  expect(picked(fresh)).toEqual(["dockerfile", "compose", "github-actions"]);
  expect(picked(fresh, "registry.gitlab.com/acme/shop")).toEqual(["dockerfile", "compose", "gitlab-ci"]);
  expect(picked([of("helm", "unchanged"), of("kubernetes", "create")])).toEqual(["helm"]);
  expect(picked([of("compose", "exists")])).toEqual([]);
  expect(kindChoices([of("compose", "exists")], sampleSettings)[1]?.description).toBe("1 exists and is left");
});
