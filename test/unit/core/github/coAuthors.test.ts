import fc from "fast-check";
import { expect, test } from "vitest";
import { coAuthorsIn } from "../../../../src/core/github/coAuthors.ts";

test("those named at the end of a message, however it is written", () => {
  const message = "One\n\nCo-authored-by: Ann Lee <ann@example.com>\r\n  CO-AUTHORED-BY:Bob<bob@example.com>\n";
  expect(coAuthorsIn(message)).toEqual([
    { name: "Ann Lee", email: "ann@example.com", account: undefined },
    { name: "Bob", email: "bob@example.com", account: undefined },
  ]);
});

test.each([
  "Co-authored-by: Helper <noreply@helper.example>",
  "Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
  "Reviewed-by: Ann <ann@example.com>",
  "Co-authored-by: Ann",
  "We wrote co-authored-by: Ann <ann@example.com>",
])("%s names no person who wrote it", (line) => {
  expect(coAuthorsIn(`One\n\n${line}`)).toEqual([]);
});

test("any message is read, and a name or an address is never more than a line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const found = coAuthorsIn(`One\n\nCo-authored-by: ${text}`);
      expect(found.filter(({ name, email }) => `${name}${email}`.includes("\n"))).toEqual([]);
    }),
  );
});
