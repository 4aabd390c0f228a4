import { expect, test } from "vitest";
import { filled } from "../../../../src/base/filled.ts";
import { useTranslation } from "../../../../src/host/l10n.ts";
import { dateAndTime, duration } from "../../../../src/host/text/time.ts";

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
