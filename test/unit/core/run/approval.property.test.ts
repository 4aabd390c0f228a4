import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samePerson } from "../../../../src/core/approvals/person.ts";
import type { LocalPerson } from "../../../../src/core/run/release.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { ANN, BOB, CAT, planned, requested, WEB, WORKER } from "../support/samples.ts";
import { answerTo, Walker } from "../support/walker.ts";
import { World } from "../support/world.ts";

const DAN: LocalPerson = { name: "Dan <dan@example.com>", source: "git" };
const EVE: LocalPerson = { name: "Eve <eve@example.com>", source: "flag" };

/** The same people as others would write them to count twice. */
const disguised = (person: LocalPerson): LocalPerson[] => [
  person,
  { ...person, name: person.name.toUpperCase() },
  { ...person, name: ` ${person.name.replace(" ", "\u00A0  ")} ` },
  { ...person, name: person.name.replace(/^(.)/u, "$1\u200B"), source: "os" },
  { ...person, name: /<(.*)>/u.exec(person.name)?.[1] ?? "" },
];

const kind = fc.constantFrom("approve", "approve", "reject", "override", "withdraw", "replay", "stale", "elsewhere");
const word = fc.constantFrom("yes", "yes", "Yes", "no", undefined);
const comment = fc.constantFrom("a reason", "  ", undefined);
const act = (people: readonly LocalPerson[]) =>
  fc.record({
    kind,
    word,
    comment,
    by: fc.constantFrom(...people.flatMap(disguised)),
    pause: fc.constantFrom(0, 0, 0, 600_000, 3_600_000),
  });

interface Act {
  readonly kind: string;
  readonly word: string | undefined;
  readonly comment: string | undefined;
  readonly by: LocalPerson;
  /** How long the person waits first, in milliseconds. */
  readonly pause: number;
}

function requestOf({ kind: what, by, word: typed, comment: why }: Act, state: RunState, id: string): RunRequest {
  const said = what === "reject" || what === "override" ? what : "approve";
  const seen = answerTo(state, by, id) as Extract<RunRequest, { type: "answer" }>;
  if (what === "withdraw") return { id, by, type: "withdraw", node: seen.node, bindingHash: seen.bindingHash };
  const request = { ...seen, answer: said, word: typed, comment: why } as const;
  if (what === "stale") return { ...request, bindingHash: "0".repeat(64) };
  return what === "elsewhere" ? { ...request, node: "gate" } : request;
}

/** A run that waits for `required` of Bob, Cat and Dan; Cat may override; Ann asked and Dan wrote the change. */
function waiting(required: number, strict: boolean): { run: Walker; world: World } {
  const world = new World([WEB, WORKER], {});
  const approvers = ["Bob <bob@example.com>", "cat@example.com", "dan@example.com", "ann@example.com"];
  const overriders = ["cat@example.com", "ann@example.com", "dan@example.com"];
  const approval = { required, selfApproval: false, expires: 3600, strict, approvers, overriders };
  const run = new Walker({ world }, requested(planned({ approval }), "ask", [DAN]));
  run.until((state) => state.approval !== undefined);
  return { run, world };
}

/** Does one act after another, and returns what was asked at which moment. A replay puts the last request in again. */
function play(run: Walker, acts: readonly Act[]): readonly { readonly request: RunRequest; readonly at: number }[] {
  const asked: { request: RunRequest; at: number }[] = [];
  for (const [index, one] of acts.entries()) {
    run.now += one.pause;
    const last = asked.at(-1)?.request;
    const request = one.kind === "replay" && last !== undefined ? last : requestOf(one, run.state, `act-${index}`);
    if (run.ask(request).length > 0) asked.push({ request, at: run.now });
  }
  return asked;
}

/** What is wrong with answers that opened the way. */
function wrong(run: Walker, asked: ReturnType<typeof play>, required: number, strict: boolean): string[] {
  const { decisions, expiresAt, withdrawnBy } = run.state.approval!;
  const requests = new Map(asked.map((one) => [one.request.id, one]));
  const yeses = decisions.filter((one) => one.answer === "approve");
  const overrides = decisions.filter((one) => one.answer === "override");
  const twice = decisions.filter((one, index) => decisions.slice(0, index).some(({ by }) => samePerson(by, one.by)));
  return [
    ...(overrides.length > 0 || yeses.length >= required ? [] : ["too few"]),
    ...(withdrawnBy === undefined ? [] : ["withdrawn"]),
    ...decisions.filter((one) => one.answer === "reject").map(() => "rejected"),
    ...twice.map(({ by }) => `${by.name} twice`),
    ...decisions.flatMap(({ by }) => ([ANN, DAN, EVE].some((one) => samePerson(one, by)) ? [by.name] : [])),
    ...overrides.filter(({ by, comment: why }) => !samePerson(by, CAT) || why !== "a reason").map(() => "override"),
    ...decisions.flatMap(({ request: id, answer }) => {
      const { request, at } = requests.get(id)!;
      const late = at >= expiresAt ? ["too late"] : [];
      const unsaid = strict && answer === "approve" && request.type === "answer" && request.word !== "yes";
      return unsaid ? [...late, "not yes"] : late;
    }),
  ];
}

function outcomeOf(run: Walker): string | undefined {
  const { effect } = run;
  if (effect?.type !== "append") return undefined;
  const [event] = effect.events;
  return event?.type === "node-left" ? event.outcome : undefined;
}

describe("an approval, whatever is asked of it", () => {
  test("is never opened by who asked, who wrote the change, or who is not listed", () => {
    const acts = fc.array(act([ANN, DAN, EVE]), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), fc.boolean(), acts, (required, strict, list) => {
        const { run, world } = waiting(required, strict);
        for (const [index, one] of list.entries()) {
          run.now += one.pause;
          run.ask(requestOf(one, run.state, `act-${index}`));
          expect(outcomeOf(run)).not.toBe("approved");
        }
        expect(run.state.approval?.decisions).toEqual([]);
        expect(world.writes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("is opened only by enough different people who may, in time and in the right words, or by an override", () => {
    const acts = fc.array(act([ANN, BOB, BOB, CAT, CAT, DAN, EVE]), { maxLength: 14 });
    let opened = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), fc.boolean(), acts, (required, strict, list) => {
        const { run } = waiting(required, strict);
        const asked = play(run, list);
        if (outcomeOf(run) !== "approved") return;
        opened += 1;
        expect(wrong(run, asked, required, strict)).toEqual([]);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(opened).toBeGreaterThan(50);
  });

  test("does not hold a yes that was taken back before it was used", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(BOB, CAT), { minLength: 1, maxLength: 8 }), (people) => {
        const { run, world } = waiting(2, false);
        for (const [index, by] of people.entries()) {
          run.ask(answerTo(run.state, by, `yes-${index}`));
          run.ask(requestOf({ ...CALM, kind: "withdraw", by }, run.state, `back-${index}`));
        }
        expect(run.state.approval?.decisions).toEqual([]);
        expect(world.writes).toEqual([]);
      }),
    );
  });
});

const CALM = { word: "yes", comment: undefined, pause: 0 } as const;
