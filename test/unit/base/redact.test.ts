import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact } from "../../../src/base/redact.ts";

describe("redaction", () => {
  test.each([
    ["Authorization: Bearer abcdef0123456789", "Authorization: Bearer [redacted]"],
    ["password=hunter22 next", "password=[redacted] next"],
    ['{"token":"s3cr3tvalue","user":"ann"}', '{"token":"[redacted]","user":"ann"}'],
    ["DB_PASSWORD: swordfish", "DB_PASSWORD: [redacted]"],
    ["login --token abcdefgh", "login --token [redacted]"],
    ["postgres://shop:pa55word@db:5432/shop", "postgres://shop:[redacted]@db:5432/shop"],
    ["key AKIAABCDEFGHIJKLMNOP", "key [redacted]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "[redacted]"],
  ])("hides the secret in %j", (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  test("leaves ordinary sentences alone", () => {
    const sentence = "web did not become ready: 2 of 2 new pods crash (exit code 1). See https://example.test/docs.";
    expect(redact(sentence)).toBe(sentence);
  });

  test("hides every secret it is told of, wherever it stands", () => {
    const word = fc.stringMatching(/^[a-z0-9]{6,20}$/u);
    fc.assert(
      fc.property(word, fc.string(), fc.string(), (secret, before, after) => {
        expect(redact(`${before}${secret}${after}`, [secret])).not.toContain(secret);
      }),
    );
  });
});
