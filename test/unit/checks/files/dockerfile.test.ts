import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectDockerfile } from "../../../../src/checks/files/dockerfile/inspectDockerfile.ts";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { NO_PINS, type Pins } from "../../../../src/checks/files/pins.ts";
import { applyFix } from "../../../support/checks/applyFix.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const PINS: Pins = { ...NO_PINS, image: (reference) => (reference === "node:24.1.0" ? DIGEST : undefined) };

const GOOD = `FROM node:24.1.0@${DIGEST} AS build
RUN npm ci
FROM node:24.1.0@${DIGEST}
COPY --from=build /app /app
USER 10001:10001
EXPOSE 3000
HEALTHCHECK CMD ["node", "health.js"]
CMD ["node", "server.js"]
`;

function inspect(text: string): readonly FileFinding[] {
  return inspectDockerfile("Dockerfile", text, PINS);
}

/** The rules found, and the text after the first fix of the first of them. */
function first(text: string, rule: string): { readonly finding: FileFinding | undefined; readonly mended: string } {
  const finding = inspect(text).find((one) => one.rule === `dockerfile/${rule}`);
  return { finding, mended: applyFix(text, finding?.fixes[0]) };
}

describe("a Dockerfile", () => {
  it("as it should be has no finding", () => {
    expect(inspect(GOOD)).toEqual([]);
  });

  it("with an exact tag gets the digest that the catalogue has seen", () => {
    const { finding, mended } = first(GOOD.replaceAll(`@${DIGEST}`, ""), "pinned-image");
    expect(finding).toMatchObject({ severity: "info", range: { line: 1, column: 6, endColumn: 17 } });
    expect(mended.split("\n")[0]).toBe(`FROM node:24.1.0@${DIGEST} AS build`);
  });

  it.each(["node", "node:latest"])("from %s is another image every day", (image) => {
    expect(first(`FROM ${image}\n`, "pinned-image").finding).toMatchObject({ severity: "warning", fixes: [] });
  });

  it("may begin from nothing, from a stage of its own, and from what a build argument names", () => {
    const text = "ARG BASE\nFROM scratch AS files\nFROM files\nFROM $BASE\n";
    expect(inspect(text).filter(({ rule }) => rule === "dockerfile/pinned-image")).toEqual([]);
  });

  it("without a user gets one before its command", () => {
    const { finding, mended } = first(GOOD.replace("USER 10001:10001\n", ""), "numeric-user");
    expect(finding?.severity).toBe("warning");
    expect(mended).toContain('USER 10001:10001\nCMD ["node", "server.js"]');
  });

  it.each([
    ["root", "warning"],
    ["0:0", "warning"],
    ["node", "info"],
  ])("that runs as %s runs as a number after its fix", (user, severity) => {
    const { finding, mended } = first(GOOD.replace("10001:10001", user), "numeric-user");
    expect(finding?.severity).toBe(severity);
    expect(mended).toBe(GOOD);
  });

  it("started by a shell is written as a list", () => {
    const { mended } = first(GOOD.replace('CMD ["node", "server.js"]', "CMD node server.js"), "exec-form");
    expect(mended).toBe(GOOD);
  });

  it("started by a shell that is needed keeps its line", () => {
    const text = GOOD.replace('CMD ["node", "server.js"]', 'CMD node server.js && echo "$DONE"');
    expect(first(text, "exec-form").finding).toMatchObject({ fixes: [] });
  });

  it("that listens without a health check is told so", () => {
    expect(first(GOOD.replace(/HEALTHCHECK.*\n/u, ""), "health-check").finding?.severity).toBe("info");
  });

  it("that installs by no lock file does after its fix", () => {
    expect(first(GOOD.replace("npm ci", "npm install"), "lock-file").mended).toBe(GOOD);
  });

  it("may install a single tool without a lock file", () => {
    expect(inspect(GOOD.replace("npm ci", "npm install -g serve@14.2.4"))).toEqual([]);
  });

  it("that installs what packages recommend does not after its fix", () => {
    const text = GOOD.replace("RUN npm ci", "RUN apt-get update && \\\n  apt-get install -y tini");
    const { finding, mended } = first(text, "no-recommends");
    expect(finding?.range.line).toBe(3);
    expect(mended).toContain("apt-get install --no-install-recommends -y tini");
  });

  it("copies local files with COPY after its fix", () => {
    const { mended } = first(GOOD.replace("COPY --from=build /app /app", "ADD src /app"), "copy-not-add");
    expect(mended).toContain("COPY src /app");
  });

  it.each(["ENV DATABASE_PASSWORD=hunter2", "ARG NPM_TOKEN"])("never keeps what %s says", (line) => {
    expect(first(GOOD.replace("RUN npm ci", line), "no-secrets").finding?.message).not.toContain("hunter2");
    expect(first(GOOD.replace("RUN npm ci", line), "no-secrets").finding?.severity).toBe("error");
  });

  it("without a stage cannot be built", () => {
    expect(inspect("RUN echo hello\n")).toMatchObject([{ rule: "dockerfile/readable", severity: "error" }]);
  });

  it("of any text is looked at without an end in error", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom("FROM a", "USER", "CMD [", "ADD", "ENV A=", "ARG", "RUN \\", "HEALTHCHECK NONE"),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(inspect(lines.join("\n")).every(({ range }) => range.line > 0)).toBe(true);
      }),
    );
  });
});
