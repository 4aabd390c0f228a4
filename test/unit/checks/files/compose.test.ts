import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectCompose } from "../../../../src/checks/files/compose/inspectCompose.ts";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { applyFix } from "../../../support/checks/applyFix.ts";

const GOOD = `services:
  web:
    image: ghcr.io/acme/web:1.9.0
    ports:
      - "127.0.0.1:\${WEB_PORT:-3000}:3000"
    environment:
      DATABASE_PASSWORD: \${DATABASE_PASSWORD}
      LOG_LEVEL: info
`;

function inspect(text: string): readonly FileFinding[] {
  return inspectCompose("compose.yaml", text);
}

function first(text: string, rule: string): { readonly finding: FileFinding | undefined; readonly mended: string } {
  const finding = inspect(text).find((one) => one.rule === `compose/${rule}`);
  return { finding, mended: applyFix(text, finding?.fixes[0]) };
}

describe("a compose file", () => {
  it("as it should be has no finding", () => {
    expect(inspect(GOOD)).toEqual([]);
  });

  it("has no version after its fix", () => {
    expect(first(`version: "3.8"\n${GOOD}`, "no-version").mended).toBe(GOOD);
  });

  it("publishes on the machine itself after its fix", () => {
    expect(first(GOOD.replace("127.0.0.1:", ""), "loopback").mended).toBe(GOOD);
  });

  it("may publish what a proxy answers on", () => {
    expect(inspect(GOOD.replace("127.0.0.1:${WEB_PORT:-3000}:3000", "8443:443"))).toEqual([]);
  });

  it.each([
    ["DATABASE_PASSWORD: hunter2", 7],
    ["DATABASE_PASSWORD: hunter2 # for now", 7],
  ])("keeps no password: %s", (line, at) => {
    const { finding } = first(GOOD.replace("DATABASE_PASSWORD: ${DATABASE_PASSWORD}", line), "no-plain-secret");
    expect(finding).toMatchObject({ severity: "error", range: { line: at } });
    expect(finding?.message).not.toContain("hunter2");
  });

  it.each(["RANDOM_ROOT_PASSWORD: yes", "DATABASE_PASSWORD_FILE: /run/secrets/db", "API_TOKEN: $API_TOKEN"])(
    "may say %s",
    (line) => expect(inspect(GOOD.replace("LOG_LEVEL: info", line))).toEqual([]),
  );

  it("takes two dollar signs for one of the password", () => {
    expect(
      first(
        GOOD.replace("LOG_LEVEL: info", () => "API_TOKEN: a$$b"),
        "no-plain-secret",
      ).finding,
    ).toBeDefined();
  });

  it("keeps no password in a list either", () => {
    const text = "services:\n  db:\n    image: postgres:18.6\n    environment:\n      - POSTGRES_PASSWORD=hunter2\n";
    expect(first(text, "no-plain-secret").finding?.range.line).toBe(5);
  });

  it("is never root on the host", () => {
    const text = GOOD.replace(
      "    ports:",
      "    privileged: true\n    volumes: [/var/run/docker.sock:/var/run/docker.sock]\n    ports:",
    );
    expect(inspect(text).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      "compose/no-privileges error",
      "compose/no-privileges warning",
    ]);
  });

  it.each(["redis", "redis:latest", "localhost:5000/web"])("with the image %s says no version", (image) => {
    expect(first(GOOD.replace("ghcr.io/acme/web:1.9.0", image), "pinned-image").finding?.range.line).toBe(3);
  });

  it("of any text is looked at without an end in error", () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        const looked = [...inspect(text), ...inspect(`services:\n  web: ${json}\n`)];
        expect(looked.every(({ range }) => range.line > 0 && range.column > 0)).toBe(true);
      }),
    );
  });
});
