import { expect, test } from "vitest";
import { attentionOf, batched, freshIds } from "../../../../src/host/notify/attention.ts";
import { bindingHash } from "../../../../src/core/approvals/binding.ts";
import { statusOf } from "../../../../src/host/notify/statusText.ts";
import { windowLine } from "../../../../src/core/run/windowLine.ts";
import { BOB, planned, requested, WEB, WORKER } from "../../core/support/samples.ts";
import { ListWalk } from "../../core/support/listWalk.ts";
import { answerTo, Walker } from "../../core/support/walker.ts";
import { World } from "../../core/support/world.ts";
import { FILE, view, waiting, walkerTo } from "../support/runs.ts";

test("an approval needs a person once, whatever else happens to its run", () => {
  const first = freshIds(attentionOf([waiting()]), []);
  expect(first.fresh.map(({ type }) => type)).toEqual(["approval"]);
  expect(freshIds(attentionOf([waiting()]), first.notified).fresh).toEqual([]);
});

test("what was notified once is never notified again, also when its run is away for a while", () => {
  const { notified } = freshIds(attentionOf([waiting()]), []);
  const whileReloading = freshIds([], notified);
  expect(whileReloading.notified).toEqual(notified);
  expect(freshIds(attentionOf([waiting()]), whileReloading.notified).fresh).toEqual([]);
});

test("an approval that is asked for again has another nonce and is new", () => {
  const walker = walkerTo();
  const first = freshIds(attentionOf([view(walker.until((state) => state.approval !== undefined))]), []);
  walker.ask(answerTo(walker.state, BOB, "yes"));
  const granted = walker.until((state) => state.granted !== undefined).granted!;
  walker.ask({ id: "back", by: BOB, type: "withdraw", node: "approve", bindingHash: bindingHash(granted.binding) });
  const again = view(walker.until((state) => state.approval !== undefined));
  expect(freshIds(attentionOf([again]), first.notified).fresh).toHaveLength(1);
});

test("what is remembered does not grow without end", () => {
  const old = Array.from({ length: 2000 }, (_, index) => `run-${index}`);
  const { notified } = freshIds(attentionOf([waiting()]), old);
  expect([notified.length, notified.at(-1)]).toEqual([500, attentionOf([waiting()])[0]?.id]);
});

const other = (file: string) => ({ ...waiting(), file });

test("approvals that come together are one notification, and each question is its own", () => {
  const walker = walkerTo({ web: "doomed" });
  walker.until((state) => state.approval !== undefined);
  walker.ask(answerTo(walker.state, BOB, "yes"));
  const asking = view(walker.until((state) => state.question !== undefined));
  const batches = batched(attentionOf([other("a"), asking, other("b"), other("c"), asking]));
  expect(batches.map((batch) => batch.map(({ type }) => type))).toEqual([
    ["approval", "approval", "approval"],
    ["decision"],
    ["decision"],
  ]);
  expect(batched([])).toEqual([]);
});

test("a failed rollout asks with the options that are still open", () => {
  const walker = walkerTo({ web: "doomed" });
  walker.until((state) => state.approval !== undefined);
  walker.ask(answerTo(walker.state, BOB, "yes"));
  const [asked] = attentionOf([view(walker.until((state) => state.question !== undefined))]);
  expect(asked?.type === "decision" && asked.options.map(({ id }) => id)).toContain("roll-back");
});

test("the status bar shows what waits before what runs, and nothing when there is neither", () => {
  const walker = walkerTo();
  const running = view(walker.until((state) => state.node === "gate"));
  expect(statusOf([])).toBeUndefined();
  expect(statusOf([waiting()])?.run).toEqual({ file: FILE, run: "41" });
  expect(statusOf([waiting(), { ...waiting(), file: `${FILE}2` }])?.run).toBeUndefined();
  expect(statusOf([running])?.text).toBe("$(sync~spin) shop → production");
  expect(statusOf([running, waiting()])).toMatchObject({ waiting: true, text: "$(bell-dot) shop → production" });
});

test("the status bar says until when a window is waited for, and turns no wheel", () => {
  const freeze = { from: "1970-01-01", to: "9998-12-31", timeZone: "UTC", reason: "Stocktaking" };
  const graph = planned({ windows: { open: [], freezes: [freeze], overriders: [] } });
  const walker = new Walker({ world: new World([WEB, WORKER], {}) }, requested(graph));
  const held = view(walker.until((state) => windowLine(state) !== undefined));
  expect(statusOf([held])).toMatchObject({
    text: "$(watch) shop → production",
    tooltip: expect.stringMatching(/^shop → production · frozen /u),
    waiting: false,
    run: { file: FILE, run: "41" },
  });
});

test("a list of checks needs a person once it was measured, shows in the status bar, and notifies nobody", () => {
  const walk = new ListWalk();
  const measuring = walk.walker.until((state) => state.node === "validate");
  expect(attentionOf([view(measuring)])).toEqual([]);
  walk.settle();
  const waits = attentionOf([view(walk.state)]);
  expect(waits.map(({ type }) => type)).toEqual(["checks"]);
  expect(batched(waits)).toEqual([]);
  expect(statusOf([view(walk.state)])?.waiting).toBe(true);
  walk.steer("pause");
  expect(attentionOf([view(walk.state)])).toEqual([]);
});
