import { expect, test } from "vitest";
import { inboxRequest } from "../../../src/protocol/inbox.ts";

function isTaken(name: string): boolean {
  const by = { name, source: "git" };
  const request = { id: "12345678", at: "2026-01-01T00:00:00.000Z", by, type: "intervene", kind: "pause" };
  return inboxRequest.safeParse(request).success;
}

test.each(["", " ", "\t\u00A0", "\u200B", "\u2060\u00AD \uFEFF", "\u3164"])(
  "a request by %j, who cannot be seen, is refused",
  (name) => {
    expect(isTaken(name)).toBe(false);
  },
);

test.each(["Ann\nBob", "Ann\u0000", "Ann\u001B[2K", "Ann\u2028Bob"])(
  "a request by %j, which is no one line, is refused",
  (name) => {
    expect(isTaken(name)).toBe(false);
  },
);

test.each(["Ann", "Ann <ann@example.com>", "小林", "ann@example.com", "Zo\u00EB"])(
  "a request by %j is taken",
  (name) => {
    expect(isTaken(name)).toBe(true);
  },
);
