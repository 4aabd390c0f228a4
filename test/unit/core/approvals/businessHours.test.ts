import { describe, expect, test } from "vitest";
import { type BusinessHours, isInBusinessHours, isTimeZone } from "../../../../src/core/approvals/businessHours.ts";

const BERLIN: BusinessHours = {
  timeZone: "Europe/Berlin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "17:00",
};

const open = (hours: BusinessHours | undefined, at: string): boolean => isInBusinessHours(hours, Date.parse(at));

describe("business hours", () => {
  test("begin with their first minute and end before their last", () => {
    expect(open(BERLIN, "2026-01-14T07:59:59Z")).toBe(false);
    expect(open(BERLIN, "2026-01-14T08:00:00Z")).toBe(true);
    expect(open(BERLIN, "2026-01-14T15:59:59Z")).toBe(true);
    expect(open(BERLIN, "2026-01-14T16:00:00Z")).toBe(false);
  });

  test("follow summer time, on the very day it begins and ends", () => {
    const sundays: BusinessHours = { ...BERLIN, days: ["sun"] };
    // 29 March 2026: clocks go from 02:00 to 03:00.
    expect(open({ ...sundays, from: "03:00", to: "04:00" }, "2026-03-29T00:59:00Z")).toBe(false);
    expect(open({ ...sundays, from: "03:00", to: "04:00" }, "2026-03-29T01:00:00Z")).toBe(true);
    expect(open(BERLIN, "2026-03-27T07:30:00Z")).toBe(false);
    expect(open(BERLIN, "2026-03-30T07:30:00Z")).toBe(true);
    // 25 October 2026: the hour from 02:00 to 03:00 comes twice, and counts twice.
    expect(open({ ...sundays, from: "02:00", to: "03:00" }, "2026-10-25T00:30:00Z")).toBe(true);
    expect(open({ ...sundays, from: "02:00", to: "03:00" }, "2026-10-25T01:30:00Z")).toBe(true);
    expect(open({ ...sundays, from: "02:00", to: "03:00" }, "2026-10-25T02:00:00Z")).toBe(false);
  });

  test("are those of the place, whatever day it is elsewhere", () => {
    const tokyo = { ...BERLIN, timeZone: "Asia/Tokyo" };
    expect(open(tokyo, "2026-01-11T23:59:00Z")).toBe(false);
    expect(open(tokyo, "2026-01-12T00:00:00Z")).toBe(true);
    expect(open({ ...BERLIN, timeZone: "America/Los_Angeles" }, "2026-01-17T00:30:00Z")).toBe(true);
    expect(open(BERLIN, "2026-01-17T10:00:00Z")).toBe(false);
  });

  test("that pass midnight belong to the day they begin on", () => {
    const night = { ...BERLIN, timeZone: "UTC", days: ["fri"] as const, from: "22:00", to: "06:00" };
    expect(open(night, "2026-01-16T21:59:00Z")).toBe(false);
    expect(open(night, "2026-01-16T22:00:00Z")).toBe(true);
    expect(open(night, "2026-01-17T05:59:00Z")).toBe(true);
    expect(open(night, "2026-01-17T06:00:00Z")).toBe(false);
    expect(open(night, "2026-01-16T05:00:00Z")).toBe(false);
  });

  test("from a time to the same are the whole day", () => {
    expect(open({ ...BERLIN, from: "00:00", to: "00:00" }, "2026-01-14T23:30:00Z")).toBe(true);
    expect(open({ ...BERLIN, from: "00:00", to: "00:00" }, "2026-01-18T12:00:00Z")).toBe(false);
  });

  test("are all hours where nobody said when they are", () => {
    expect(open(undefined, "2026-01-18T03:00:00Z")).toBe(true);
  });
});

test("a time zone is known by its name or is none", () => {
  expect(["Europe/Berlin", "UTC", "Asia/Kathmandu"].map(isTimeZone)).toEqual([true, true, true]);
  expect(["Berlin", "", " ", "Europe/Nowhere"].map(isTimeZone)).toEqual([false, false, false, false]);
});
