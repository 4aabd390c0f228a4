import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayAnswer } from "../../../../src/core/approvals/mayAnswer.ts";
import { isListed, samePerson } from "../../../../src/core/approvals/person.ts";
import type { Person } from "../../../../src/core/run/release.ts";
import { ANN, BOB } from "../support/samples.ts";

const person = (name: string): Person => ({ name, source: "git" });

describe("telling people apart", () => {
  test.each([
    ["Ann <ann@example.com>", "ann  <ANN@example.com>"],
    ["Ann <ann@example.com>", "Ann"],
    ["Ann <ann@example.com>", "Anna Smith <ann@example.com>"],
    ["Ann <ann@example.com>", "ann@example.com"],
    ["Ann <x@example.com> <ann@example.com>", "Bob <ann@example.com>"],
    ["Ann x@example.com, ann@example.com", "Bob <ann@example.com>"],
    ["Ann", "A\u200Bnn"],
    ["Ann", "A\uFE0Fnn\u{E0101}"],
    ["Ann", "Ann\u3164"],
    ["Änn", "A\u034F\u0308nn\u2800"],
    ["Ann", "Ａｎｎ"],
  ])("%j is %j", (a, b) => {
    expect(samePerson(person(a), person(b))).toBe(true);
    expect(samePerson(person(b), person(a))).toBe(true);
  });

  test("different names at different addresses are different people", () => {
    expect(samePerson(ANN, BOB)).toBe(false);
  });

  test("everyone is themselves", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(samePerson(person(name), person(name))).toBe(true);
      }),
    );
  });

  test("a list names people by name, by address or by both", () => {
    expect(["Ann", "ann@example.com", "Ann <ann@example.com>"].every((entry) => isListed([entry], ANN))).toBe(true);
    expect(isListed(["an", "example.com", "*", ""], ANN)).toBe(false);
  });
});

describe("who may answer", () => {
  const policy = { required: 1, selfApproval: false, expiresAfterSeconds: 60 };

  test("nobody, where the list is empty, not even with self-approval", () => {
    expect(mayAnswer({ ...policy, approvers: [], selfApproval: true }, ANN, [], BOB)).toMatchObject({ ok: false });
  });

  test("not the requester or an author, even when listed", () => {
    const listed = { ...policy, approvers: ["Ann", "Bob"] };
    expect(mayAnswer(listed, ANN, [BOB], ANN)).toMatchObject({ reason: "SelfApproval" });
    expect(mayAnswer(listed, ANN, [BOB], BOB)).toMatchObject({ reason: "AuthorApproval" });
  });

  test("anyone else where no list is given", () => {
    expect(mayAnswer(policy, ANN, [], BOB)).toEqual({ ok: true });
  });
});
