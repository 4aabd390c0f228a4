import { expect, test } from "vitest";
import { filled } from "../../../../src/base/filled.ts";
import { useTranslation } from "../../../../src/host/l10n.ts";
import { dateAndTime, duration, timeOfDay } from "../../../../src/host/text/time.ts";

const MIDDAY = Date.UTC(2026, 2, 14, 12);

test("texts and dates follow the editor's language", () => {
  const german: Readonly<Record<string, string>> = { "{0} min": "{0} Min." };
  useTranslation((text, ...values) => filled(german[text] ?? text, values), "de");
  expect(duration(240_000)).toBe("4 Min.");
  expect(dateAndTime(MIDDAY, "UTC")).toBe("14.03.2026, 12:00:00");
});

test("dates are shown where the editor's language is none", () => {
  useTranslation((text, ...values) => filled(text, values), "no language!");
  expect(dateAndTime(MIDDAY, "UTC")).toContain("12:00:00");
});

function shown(): readonly string[] {
  return [dateAndTime(MIDDAY, "UTC"), dateAndTime(MIDDAY, "Asia/Tokyo"), timeOfDay(MIDDAY, "UTC")];
}

test("each language, zone and shape keeps its own form", () => {
  useTranslation((text, ...values) => filled(text, values), "de");
  const german = ["14.03.2026, 12:00:00", "14.03.2026, 21:00:00", "12:00"];
  expect(shown()).toEqual(german);
  useTranslation((text, ...values) => filled(text, values), "en");
  expect(shown()).toEqual(["Mar 14, 2026, 12:00:00", "Mar 14, 2026, 21:00:00", "12:00"]);
  useTranslation((text, ...values) => filled(text, values), "de");
  expect(shown()).toEqual(german);
});
