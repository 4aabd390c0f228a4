import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAYS } from "../../../../src/core/approvals/businessHours.ts";
import { windows as schema } from "../../../../src/core/config/windowsConfig.ts";
import { isOpen, standingOf } from "../../../../src/core/windows/standing.ts";
import type { DeploymentWindows } from "../../../../src/core/windows/windows.ts";
import { windowsOf } from "../../../../src/core/windows/windowsOf.ts";
import { closedLine, closedWords } from "../../../../src/core/windows/words.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

function made(config: unknown): DeploymentWindows {
  const windows = windowsOf(schema.parse(config));
  if (windows === undefined) throw new Error("nothing is held back");
  return windows;
}

function frozen(timeZone: string, from: string, to: string): string[] {
  const [freeze] = made({ freezes: [{ timeZone, from, to, reason: "Holidays" }] }).freezes;
  return [freeze?.from ?? 0, freeze?.to ?? 0].map((at) => new Date(at).toISOString().slice(0, 16));
}

function parses(from: string, to: string): boolean {
  return schema.safeParse({ freezes: [{ timeZone: "UTC", from, to, reason: "x" }] }).success;
}

const BERLIN = { timeZone: "Europe/Berlin", from: "09:00", to: "16:00" };

describe("a freeze of days", () => {
  test.each([
    ["Europe/Berlin", "2026-12-20", "2027-01-03", "2026-12-19T23:00", "2027-01-03T23:00"],
    ["Europe/Berlin", "2026-03-28", "2026-03-29", "2026-03-27T23:00", "2026-03-29T22:00"],
    ["Europe/Berlin", "2026-10-25", "2026-10-25", "2026-10-24T22:00", "2026-10-25T23:00"],
    ["America/New_York", "2026-03-08", "2026-03-08", "2026-03-08T05:00", "2026-03-09T04:00"],
    ["America/New_York", "2026-11-01", "2026-11-01", "2026-11-01T04:00", "2026-11-02T05:00"],
    ["Asia/Kolkata", "2026-11-08", "2026-11-08", "2026-11-07T18:30", "2026-11-08T18:30"],
    ["Pacific/Apia", "2011-12-29", "2011-12-30", "2011-12-29T10:00", "2011-12-30T10:00"],
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-05", "2026-04-04T13:00", "2026-04-05T13:30"],
    // The day begins at one, and the other one has 25 hours.
    ["Africa/Cairo", "2026-04-24", "2026-04-24", "2026-04-23T22:00", "2026-04-24T21:00"],
    ["Africa/Cairo", "2026-10-29", "2026-10-29", "2026-10-28T21:00", "2026-10-29T22:00"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04", "2018-11-04T03:00", "2018-11-05T02:00"],
    ["Europe/Berlin", "2028-02-28", "2028-02-29", "2028-02-27T23:00", "2028-02-29T23:00"],
    // The first hour of the first of November comes twice there; the last day of October ends before both.
    ["America/Havana", "2026-10-31", "2026-10-31", "2026-10-31T04:00", "2026-11-01T04:00"],
  ])("in %s from %s to %s lasts from %s to %s", (timeZone, from, to, first, last) => {
    expect(frozen(timeZone, from, to)).toEqual([first, last]);
  });

  test("of moments is the longer one where a moment comes twice, and ends with the jump where it never comes", () => {
    expect(frozen("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:45")).toEqual([
      "2026-10-25T00:30",
      "2026-10-25T01:45",
    ]);
    expect(frozen("Europe/Berlin", "2026-03-29T01:00", "2026-03-29T02:30")).toEqual([
      "2026-03-29T00:00",
      "2026-03-29T01:00",
    ]);
  });

  test("that no calendar has, or that ends before it begins, is refused", () => {
    expect(parses("2026-02-28", "2026-02-28")).toBe(true);
    expect(parses("2026-02-29", "2026-03-01")).toBe(false);
    expect(parses("2026-03-02", "2026-03-01")).toBe(false);
    expect(parses("2026-03-01T10:00", "2026-03-01T10:00")).toBe(false);
    expect(parses("2026-03-01T10:00", "2026-03-01")).toBe(true);
  });
});

describe("where windows and freezes stand", () => {
  const office = made({ open: [BERLIN] });

  test("nothing is held back where the file names neither", () => {
    expect(windowsOf(undefined)).toBeUndefined();
    expect(windowsOf(schema.parse({ overriders: ["Ann"] }))).toBeUndefined();
  });

  test("is told with the next opening, over a weekend on which the clocks change", () => {
    const friday = Date.UTC(2026, 9, 23, 15);
    expect(standingOf(office, friday)).toEqual({
      state: "closed",
      freeze: undefined,
      opensAt: Date.UTC(2026, 9, 26, 8),
      timeZone: "Europe/Berlin",
    });
    expect(closedLine(office, friday)).toBe("window closed until Mon 09:00 Europe/Berlin");
    const spring = Date.UTC(2026, 2, 27, 16);
    expect(standingOf(office, spring)).toMatchObject({ opensAt: Date.UTC(2026, 2, 30, 7) });
  });

  test("is open until it closes, or until a freeze begins", () => {
    const monday = Date.UTC(2026, 5, 1, 8);
    expect(standingOf(office, monday)).toEqual({ state: "open", until: Date.UTC(2026, 5, 1, 14) });
    const freezes = [{ timeZone: "UTC", from: "2026-06-01T10:00", to: "2026-06-02", reason: "Audit" }];
    const both = made({ open: [BERLIN], freezes });
    expect(standingOf(both, monday)).toEqual({ state: "open", until: Date.UTC(2026, 5, 1, 10) });
    expect(standingOf(made({ freezes }), Date.UTC(2026, 6, 1))).toEqual({ state: "open", until: undefined });
  });

  test("waits out freezes that follow each other, then for the window", () => {
    const windows = made({
      open: [BERLIN],
      freezes: [
        { timeZone: "Europe/Berlin", from: "2026-12-20", to: "2026-12-31", reason: "Holidays." },
        { timeZone: "Europe/Berlin", from: "2027-01-01", to: "2027-01-03", reason: "Stocktaking" },
      ],
    });
    const christmas = Date.UTC(2026, 11, 24, 12);
    expect(standingOf(windows, christmas)).toMatchObject({ opensAt: Date.UTC(2027, 0, 4, 8) });
    expect(closedWords(windows, christmas)).toBe(
      "Changes are frozen until Mon 4 Jan 2027 09:00 Europe/Berlin: Holidays.",
    );
  });

  test("of a freeze alone is told by the clocks that it was written by", () => {
    const windows = made({
      freezes: [{ timeZone: "Asia/Kolkata", from: "2026-11-08", to: "2026-11-08", reason: "Diwali" }],
    });
    expect(closedLine(windows, Date.UTC(2026, 10, 8))).toBe("frozen until Mon 00:00 Asia/Kolkata");
  });

  test("shows a window of a night twice an hour where the clocks go back over its end", () => {
    const night = made({ open: [{ timeZone: "Europe/Berlin", days: ["sat"], from: "22:00", to: "02:30" }] });
    const at = (text: string): boolean => isOpen(night, Date.parse(text));
    expect([
      at("2026-10-25T00:29Z"),
      at("2026-10-25T00:30Z"),
      at("2026-10-25T01:00Z"),
      at("2026-10-25T01:30Z"),
    ]).toEqual([true, false, true, false]);
  });
});

const hours = fc.record({
  timeZone: fc.constantFrom(
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    // Clocks go forward at midnight, so that a day begins at one; in Cairo an hour before midnight comes twice.
    "Africa/Cairo",
    "America/Sao_Paulo",
    // Midnight itself comes twice.
    "America/Havana",
    // Two hours at once.
    "Antarctica/Troll",
  ),
  days: fc.subarray([...DAYS], { minLength: 1 }),
  from: fc.constantFrom("00:00", "01:45", "02:00", "02:30", "09:00", "22:00"),
  to: fc.constantFrom("00:00", "01:45", "02:00", "02:30", "03:00", "17:00"),
});
/** Around days on which clocks change somewhere. */
const moment = fc
  .tuple(
    fc.constantFrom(
      Date.UTC(2026, 2, 8),
      Date.UTC(2026, 2, 29),
      Date.UTC(2026, 3, 5),
      Date.UTC(2026, 9, 25),
      Date.UTC(2011, 11, 30),
      Date.UTC(2026, 3, 24),
      Date.UTC(2026, 9, 29),
      Date.UTC(2018, 10, 4),
      Date.UTC(2019, 1, 17),
      Date.UTC(2026, 10, 1),
      Date.UTC(2028, 1, 29),
      Date.UTC(2027, 0, 1),
    ),
    fc.integer({ min: -3 * 96, max: 2 * 96 }),
  )
  .map(([day, quarters]) => day + quarters * 15 * MINUTE);
const freeze = fc.record({ at: moment, length: fc.integer({ min: 1, max: 96 }) }).map(({ at, length }) => {
  return { from: at, to: at + length * 15 * MINUTE, timeZone: "UTC", reason: "Drawn" };
});
const drawn = fc.record({
  open: fc.array(hours, { maxLength: 3 }),
  freezes: fc.array(freeze, { maxLength: 3 }),
  overriders: fc.constant([]),
});

describe("whatever windows and freezes there are", () => {
  test(
    "the time told is the next at which it turns, as a look at every quarter of an hour finds",
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(drawn, moment, (windows, now) => {
          const standing = standingOf(windows, now);
          const open = isOpen(windows, now);
          expect(standing.state).toBe(open ? "open" : "closed");
          const told = standing.state === "open" ? standing.until : standing.opensAt;
          const horizon = now + 9 * DAY;
          let turn: number | undefined;
          for (let at = now; at < horizon && turn === undefined; at += 15 * MINUTE) {
            if (isOpen(windows, at) !== open) turn = at;
          }
          expect((told ?? horizon) < horizon ? told : undefined).toBe(turn);
        }),
        { numRuns: 60 },
      );
    },
  );

  test("it never throws, and closes for words", () => {
    fc.assert(
      fc.property(drawn, moment, (windows, now) => {
        expect(closedWords(windows, now) === undefined).toBe(isOpen(windows, now));
      }),
      { numRuns: 40 },
    );
  });
});
