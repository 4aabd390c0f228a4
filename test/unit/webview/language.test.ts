import { afterEach, describe, expect, it } from "vitest";
import { numberText, speak, t } from "../../../src/webview/words/language.ts";
import { agoText, deadlineText, spanText } from "../../../src/webview/words/time.ts";
import { withParts } from "../../../src/webview/words/withParts.ts";

describe("the panel's words", () => {
  afterEach(() => speak("en", {}));

  it("are English until a translation has come, and where it has none", () => {
    expect(t("{0} of {1} passed", 7, 9)).toBe("7 of 9 passed");
    speak("de", { Checks: "Prüfungen" });
    expect([t("Checks"), t("Visits")]).toEqual(["Prüfungen", "Visits"]);
  });

  it("take their values in the translation's order, numbers in its manner", () => {
    speak("de", {
      "{0} of {1} passed": "von {1} sind {0} bestanden",
      "{0} s": "{0} Sek.",
      "{0} min ago": "vor {0} Min.",
    });
    expect(t("{0} of {1} passed", 7, 1900)).toBe("von 1.900 sind 7 bestanden");
    expect(spanText(420)).toBe("0,4 Sek.");
    expect(agoText(0, 240_000)).toBe("vor 4 Min.");
    expect(numberText(0.491, { style: "percent" })).toBe("49\u00A0%");
  });

  it("name days in the editor's language, and in the browser's where that is none", () => {
    const [at, days] = [1_767_268_800_000, 3 * 86_400_000];
    speak("de", {});
    expect(deadlineText(at, at - days)).toMatch(/^\d\d\.01\.26, \d\d:\d\d$/u);
    speak("no language!", {});
    expect(deadlineText(at, at - days)).not.toBe("");
  });

  it("have parts of the page where the translation wants them", () => {
    expect(withParts("Suggested: {0}. {1}", "A", "B")).toEqual(["Suggested: ", "A", ". ", "B", ""]);
    expect(withParts("{1}: {0}", "A", "B")).toEqual(["", "B", ": ", "A", ""]);
  });
});
