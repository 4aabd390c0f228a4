import { expect, test } from "vitest";
import { approvalRows } from "../../../../src/host/views/approvals/approvalRow.ts";
import { runRows } from "../../../../src/host/views/runs/runRows.ts";
import { ANN, BOB, CAT } from "../../core/support/samples.ts";
import { answerTo } from "../../core/support/walker.ts";
import { FILE, view, waiting, walkerTo } from "../support/runs.ts";

const at = (now: number) => ({ now, timeZone: "UTC" });

test("an approval says how many said yes, until when, and who asked", () => {
  const run = waiting();
  const [row] = approvalRows([run], () => ANN, at(run.state.lastEventAt));
  expect(row?.label).toBe("shop → production 1.9.0");
  expect(row?.description).toMatch(/^0 of 1 · until \d\d:\d\d · asked by you$/u);
  expect(row?.contextValue).toBe(";approval;withdrawable;");
  expect(row?.accessibilityLabel).toContain("risk medium, Kept in this workspace: an attestation, not a proof");
});

test("an approval of what is no new version says what it is for", () => {
  const run = waiting();
  const { release } = run.state;
  const changes = release.changes.map((change) => ({ ...change, to: change.from }));
  const state = { ...run.state, release: { ...release, changes, purpose: "web from 2 to 4 pods" } };
  const [row] = approvalRows([{ ...run, state }], () => BOB, at(run.state.lastEventAt));
  expect(row?.label).toBe("shop → production web from 2 to 4 pods");
  expect(row?.accessibilityLabel).toContain("web from 2 to 4 pods");
  expect(row?.tooltip).not.toContain("1\\.8\\.2 →");
});

test("an approval's tooltip says its risk, who said yes, and that this is an attestation", () => {
  const walker = walkerTo({}, { required: 2, selfApproval: false, expires: 3600, strict: false, overriders: ["Cat"] });
  walker.until((state) => state.approval !== undefined);
  walker.ask(answerTo(walker.state, BOB, "yes"));
  const run = view(walker.state);
  const [row] = approvalRows([run], () => BOB, at(walker.now));
  expect(row?.description).toMatch(/^1 of 2 · until \d\d:\d\d · asked by Ann$/u);
  expect(row?.tooltip).toContain("Approved by Bob");
  expect(row?.tooltip).toContain("Risk: medium. It changes production");
  expect(row?.tooltip).toContain("Kept in this workspace: an attestation, not a proof.");
  expect(row?.contextValue).toBe(";approval;withdrawable;");
  expect(approvalRows([run], () => CAT, at(walker.now))[0]?.contextValue).toBe(";approval;overridable;");
});

test("someone else's approval names who asked, and one that ran out says so", () => {
  const run = waiting();
  const [row] = approvalRows([run], () => BOB, at((run.state.approval?.expiresAt ?? 0) + 1));
  expect(row?.description).toMatch(/asked by Ann$/u);
  expect(row?.description).toContain("expired");
});

test("an approval that was given is no row any more", () => {
  const walker = walkerTo();
  walker.until((state) => state.approval !== undefined);
  walker.ask(answerTo(walker.state, BOB, "yes"));
  expect(
    approvalRows([view(walker.until((state) => state.approval === undefined))], () => BOB, at(walker.now)),
  ).toEqual([]);
});

test("a run under way says its step, and menus may pause and answer it", () => {
  const run = waiting();
  const [row] = runRows([run], [], at(run.state.lastEventAt));
  expect([row?.label, row?.state]).toEqual(["#41 shop → production", "waiting"]);
  expect(row?.description).toMatch(/^step 3 of 8 · /u);
  expect(row?.contextValue).toMatch(/;active;pausable;waiting;/u);
});

test("a run that nobody walks is shown as unprotected, with a mark of its own", () => {
  const run = view(waiting().state, false);
  const [row] = runRows([run], [], at(run.state.lastEventAt + 60_000));
  expect(row?.description).toMatch(/^unprotected for 1 min/u);
  expect(row?.icon.id).toBe("debug-disconnect");
});

test("a rejected run offers nothing to steer", () => {
  const walker = walkerTo();
  walker.until((state) => state.approval !== undefined);
  walker.ask(answerTo(walker.state, BOB, "no", "reject"));
  walker.run();
  const [row] = runRows([view(walker.state)], [], at(walker.now));
  expect(row?.contextValue).toBe(";run;rejected;");
});

test("a damaged journal is said on the run it belongs to, or on a row of its own", () => {
  const run = waiting();
  const damaged = { file: FILE, run: "41", message: "Line 7 does not follow from line 6.", known: true };
  const lost = { file: FILE, run: "42", message: "Nothing could be read.", known: false };
  const rows = runRows([run], [damaged, lost], at(run.state.lastEventAt));
  expect(rows.map(({ label, icon }) => [label, icon.id])).toEqual([
    ["#42", "warning"],
    ["#41 shop → production", "warning"],
  ]);
  expect(rows[1]?.tooltip).toContain("Line 7 does not follow");
});
