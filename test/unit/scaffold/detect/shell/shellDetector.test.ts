import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellDetector } from "../../../../../src/scaffold/detect/shell/shellDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const WORKER = {
  "jobs/run.sh":
    '#!/usr/bin/env bash\n# $COMMENTED is not read.\nset -eu\nQUEUE="${QUEUE:-mail}"\n: "${API_TOKEN:?is needed}"\nwhile true; do\n  psql "$DATABASE_URL" -c "select 1"\n  sleep "${PAUSE-5}"\ndone\n',
};

describe("shellDetector", () => {
  it("finds a script that goes on, and what it reads", async () => {
    const { applications } = await detectedBy([shellDetector], WORKER);
    expect(valuesOf(applications[0])).toMatchObject({
      name: "jobs",
      path: "jobs",
      role: "worker",
      language: "shell",
      startCommand: ["bash", "./run.sh"],
      services: [{ name: "postgres", variable: "DATABASE_URL" }],
      ecosystem: { kind: "shell", root: "jobs", script: "jobs/run.sh" },
    });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "API_TOKEN", required: true, secret: true },
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "PAUSE", required: false, secret: false, default: "5" },
      { name: "QUEUE", required: false, secret: false, default: "mail" },
    ]);
    expect(applications[0]?.role.evidence[0]).toMatchObject({ file: "jobs/run.sh", line: 6 });
  });

  it.each([
    ["netcat", "while true; do echo ok | nc -l -p 9009; done", { number: 9009 }],
    [
      "socat",
      'PORT="${PORT:-7777}"\nexec socat TCP-LISTEN:$PORT,fork EXEC:./answer.sh',
      { number: 7777, variable: "PORT" },
    ],
    ["BusyBox", "exec busybox httpd -f -p 8181", { number: 8181 }],
  ])("finds where %s listens", async (_, body, port) => {
    const { applications } = await detectedBy([shellDetector], { "server.sh": `#!/bin/sh\n${body}\n` });
    expect(valuesOf(applications[0])).toMatchObject({ role: "server", port });
  });

  it("lets a Procfile name the processes", async () => {
    const { applications } = await detectedBy([shellDetector], {
      Procfile: "web: ./web.sh --port $PORT\nworker: bash worker.sh\nrelease: ./migrate.sh\n",
      "web.sh": "#!/bin/sh\nexec serve\n",
      "worker.sh": "#!/bin/bash\nwork\n",
      "migrate.sh": "#!/bin/sh\n",
    });
    expect(applications.map((one) => [one.role.value, one.startCommand?.value, one.startCommand?.confidence])).toEqual([
      ["worker", ["bash", "worker.sh"], "certain"],
      ["server", ["sh", "-c", "./web.sh --port $PORT"], "certain"],
    ]);
  });

  it("leaves scripts alone that end, that start other containers, or that name no shell", async () => {
    for (const text of [
      "#!/bin/sh\nmake\n",
      "#!/bin/sh\ndocker compose up\nwhile true; do sleep 1; done\n",
      "while true; do sleep 1; done\n",
    ]) {
      expect((await detectedBy([shellDetector], { "run.sh": text })).applications).toEqual([]);
    }
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees({ ...WORKER, "jobs/Procfile": "web: ./run.sh\n" }), async (texts) => {
        expect(unsound(await detectedBy([shellDetector], texts), texts)).toEqual([]);
      }),
      {
        numRuns: 150,
        examples: [
          [{ ...WORKER, "jobs/Procfile": "web: ./run.sh/\n" }],
          [{ ...WORKER, "jobs/Procfile": "web: ././run.sh\n" }],
        ],
      },
    );
  });
});
