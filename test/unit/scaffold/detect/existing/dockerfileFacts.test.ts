import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { healthPath, readDockerfile } from "../../../../../src/scaffold/detect/existing/dockerfileFacts.ts";

const SAMPLE = `# syntax=docker/dockerfile:1
ARG VERSION=22
FROM node:\${VERSION}-alpine AS build
EXPOSE 1111
RUN npm ci
FROM node:\${VERSION}.4-slim@sha256:abc
ARG PORT=8081
ENV PORT=$PORT NODE_ENV=production
EXPOSE \${PORT}/tcp 9000
HEALTHCHECK --interval=10s CMD wget -qO- http://localhost:\${PORT}/healthz || exit 1
ENTRYPOINT ["tini", "--"]
CMD ["node", "server.js"]
`;

const started = (rest: string) => readDockerfile("Dockerfile", `FROM x\n${rest}`)?.command?.value;

describe("readDockerfile", () => {
  it("reads the last stage, with arguments filled in", () => {
    const facts = readDockerfile("Dockerfile", SAMPLE);
    expect(facts?.images.map(({ value, at }) => [value, at.line])).toEqual([
      ["node:22.4-slim", 6],
      ["node:22-alpine", 3],
    ]);
    expect(facts?.exposed).toEqual({ value: 8081, at: { file: "Dockerfile", line: 9, says: "exposes 8081" } });
    expect(facts?.environment.get("PORT")?.value).toBe("8081");
    expect(facts?.command).toMatchObject({ value: ["node", "server.js"], at: { line: 12 } });
    expect(facts?.health).toMatchObject({ value: "/healthz", at: { line: 10 } });
  });

  it("reads shell lines, entry points alone, and nothing of a text without a stage", () => {
    expect(started("CMD gunicorn -b 0.0.0.0:8000 app:app")).toEqual(["gunicorn", "-b", "0.0.0.0:8000", "app:app"]);
    expect(started("CMD exec node $MAIN")).toEqual(["sh", "-c", "exec node $MAIN"]);
    expect(started('ENTRYPOINT ["python"]\nCMD ["a.py"]')).toEqual(["python", "a.py"]);
    expect(started("CMD [broken")).toBeDefined();
    expect(started("RUN x")).toBeUndefined();
    expect(readDockerfile("Dockerfile", "EXPOSE 80\n")).toBeUndefined();
  });

  it("takes any text", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "FROM",
        "ENV",
        "ARG",
        "EXPOSE",
        "CMD",
        "ENTRYPOINT",
        "HEALTHCHECK",
        "a",
        "=",
        "$",
        "${",
        "}",
        '"',
        "[",
        "]",
        "\\",
        "\n",
        " ",
        "#",
        "80",
        "<<E",
      ),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const text = `FROM x\n${parts.join("")}`;
        expect(() => readDockerfile("Dockerfile", text)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

describe("healthPath", () => {
  it.each([
    ["curl -f http://localhost:3000/health || exit 1", "/health"],
    ['["CMD","wget","-q","http://127.0.0.1:${PORT:-80}/up"]', "/up"],
    ["pg_isready", undefined],
    ["curl http://example.com/health", undefined],
  ])("%s", (line, path) => {
    expect(healthPath(line)).toBe(path);
  });
});
