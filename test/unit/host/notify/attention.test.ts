import { expect, test } from "vitest";
import { attentionOf, notYetNotified } from "../../../../src/host/notify/attention.ts";
import { statusOf } from "../../../../src/host/notify/statusText.ts";
import { BOB } from "../../core/support/samples.ts";
import { answerTo } from "../../core/support/walker.ts";
import { view, waiting, walkerTo } from "../support/runs.ts";

test("an approval needs a person once, whatever else happens to its run", () => {
  const first = notYetNotified(attentionOf([waiting()]), []);
  expect(first.fresh.map(({ type }) => type)).toEqual(["approval"]);
  expect(notYetNotified(attentionOf([waiting()]), first.notified).fresh).toEqual([]);
});

test("what was answered elsewhere is forgotten", () => {
  const { notified } = notYetNotified(attentionOf([waiting()]), []);
  expect(notYetNotified([], notified).notified).toEqual([]);
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
  expect(statusOf([running])?.text).toBe("$(sync~spin) shop → production");
  expect(statusOf([running, waiting()])).toMatchObject({ waiting: true, text: "$(bell-dot) shop → production" });
});
