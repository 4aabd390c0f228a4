import { describe, expect, it } from "vitest";
import { announcement } from "../../../src/webview/say/announcement.ts";
import { releaseAtApproval, releaseDone, releaseInHold } from "../../webview/support/snapshots/release.ts";

describe("what a listener hears of a run", () => {
  it("is where it went on to, and what blocks it", () => {
    expect(announcement(releaseInHold(), releaseAtApproval())).toBe(
      "Approval, Approval, waiting, 1 of 2, 1 of 2 has said yes. Waits for one more until 12:47.",
    );
  });

  it("is how it ended", () => {
    expect(announcement(releaseInHold(), releaseDone())).toBe("shop → production 1.9.0: completed in 24 min.");
  });

  it("is that nobody watches any more", () => {
    expect(announcement(releaseInHold(), releaseInHold({ unprotectedSince: 1 }))).toBe("No runner watches this run.");
  });

  it("is nothing at the beginning, and nothing where nothing changed", () => {
    expect(announcement(undefined, releaseInHold())).toBeUndefined();
    expect(announcement(releaseInHold(), releaseInHold())).toBeUndefined();
  });
});
