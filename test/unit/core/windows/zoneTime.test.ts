import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  firstInstantOf,
  instantsOf,
  jumpsBetween,
  lastInstantOf,
  wallTimeAt,
} from "../../../../src/core/windows/zoneTime.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Havana",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Africa/Casablanca",
] as const;

const zone = fc.constantFrom(...ZONES);
const minute = fc.integer({ min: Date.UTC(2008, 0) / 60_000, max: Date.UTC(2037, 0) / 60_000 });

function wall(text: string): number {
  return Date.parse(`${text}:00Z`);
}

function instants(timeZone: string, text: string): string[] {
  return instantsOf(timeZone, wall(text)).map((at) => new Date(at).toISOString().slice(0, 16));
}

function jumpsIn2026(timeZone: string): string[] {
  return jumpsBetween(timeZone, Date.UTC(2026, 0), Date.UTC(2027, 0)).map((at) => new Date(at).toISOString());
}

describe("the instants at which clocks show a time", () => {
  test.each([
    ["Europe/Berlin", "2026-07-01T09:00", ["2026-07-01T07:00"]],
    ["Europe/Berlin", "2026-03-29T02:30", []],
    ["Europe/Berlin", "2026-10-25T02:30", ["2026-10-25T00:30", "2026-10-25T01:30"]],
    ["America/New_York", "2026-03-08T02:30", []],
    ["America/New_York", "2026-11-01T01:30", ["2026-11-01T05:30", "2026-11-01T06:30"]],
    ["Asia/Kolkata", "2026-01-01T00:00", ["2025-12-31T18:30"]],
    ["Australia/Lord_Howe", "2026-10-04T02:15", []],
    ["Australia/Lord_Howe", "2026-04-05T01:45", ["2026-04-04T14:45", "2026-04-04T15:15"]],
    ["Pacific/Apia", "2011-12-30T12:00", []],
    ["Pacific/Apia", "2011-12-31T00:00", ["2011-12-30T10:00"]],
  ])("in %s at %s are %j", (timeZone, text, expected) => {
    expect(instants(timeZone, text)).toEqual(expected);
  });

  test("are the jump itself where clocks skip a time, a whole day of it too", () => {
    expect(firstInstantOf("Europe/Berlin", wall("2026-03-29T02:30"))).toBe(Date.UTC(2026, 2, 29, 1));
    expect(lastInstantOf("Europe/Berlin", wall("2026-03-29T02:00"))).toBe(Date.UTC(2026, 2, 29, 1));
    expect(lastInstantOf("Australia/Lord_Howe", wall("2026-10-04T02:15"))).toBe(Date.UTC(2026, 9, 3, 15, 30));
    expect(firstInstantOf("Pacific/Apia", wall("2011-12-30T00:00"))).toBe(Date.UTC(2011, 11, 30, 10));
  });

  test("show it, and hold every instant that does", () => {
    fc.assert(
      fc.property(zone, minute, (timeZone, at) => {
        const shown = wallTimeAt(timeZone, at * 60_000);
        const found = instantsOf(timeZone, shown);
        expect(found).toContain(at * 60_000);
        expect(found.map((one) => wallTimeAt(timeZone, one))).toEqual(found.map(() => shown));
      }),
    );
  });

  test("are two at most, and the first is not after the last", () => {
    fc.assert(
      fc.property(zone, minute, (timeZone, at) => {
        const time = at * 60_000;
        expect(instantsOf(timeZone, time).length).toBeLessThanOrEqual(2);
        const first = firstInstantOf(timeZone, time);
        expect(first).toBeLessThanOrEqual(lastInstantOf(timeZone, time));
        // Nothing earlier shows as much, and what is there shows no less.
        expect(wallTimeAt(timeZone, first)).toBeGreaterThanOrEqual(time);
        expect(wallTimeAt(timeZone, first - 1)).toBeLessThan(time);
      }),
    );
  });
});

test("the jumps of a year's clocks are found, and none where there is none", () => {
  expect(jumpsIn2026("Europe/Berlin")).toEqual(["2026-03-29T01:00:00.000Z", "2026-10-25T01:00:00.000Z"]);
  expect(jumpsIn2026("Australia/Lord_Howe")).toEqual(["2026-04-04T15:00:00.000Z", "2026-10-03T15:30:00.000Z"]);
  expect(jumpsIn2026("Asia/Kolkata")).toEqual([]);
});
