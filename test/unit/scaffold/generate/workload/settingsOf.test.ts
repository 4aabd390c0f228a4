import { expect, it } from "vitest";
import type { Variable } from "../../../../../src/scaffold/facts/application.ts";
import { containerOf } from "../../../../../src/scaffold/generate/container.ts";
import { settingsOf } from "../../../../../src/scaffold/generate/workload/settingsOf.ts";
import { expressServer, fact } from "../../../../support/scaffold/sampleFacts.ts";

function settingsFor(...variables: readonly Variable[]) {
  return settingsOf(containerOf(expressServer({ environment: variables.map((one) => fact(one)) }), "example.com"));
}

it("tells what a person must set, what a Secret holds and what the code goes on without", () => {
  expect(
    settingsFor(
      { name: "API_BASE", required: true, secret: false },
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "SENTRY_DSN", required: false, secret: true },
      { name: "NODE_ENV", required: false, secret: false, default: "development" },
      { name: "LOG_LEVEL", required: false, secret: false, default: "info" },
    ),
  ).toEqual({
    logLevel: "LOG_LEVEL",
    missing: ["API_BASE"],
    secrets: [
      { name: "DATABASE_URL", optional: false },
      { name: "SENTRY_DSN", optional: true },
    ],
    others: ["NODE_ENV"],
  });
});

it("keeps a name that scanners take for a secret out of a ConfigMap", () => {
  const { secrets, missing, others } = settingsFor(
    { name: "TOKEN_LIFETIME", required: false, secret: false, default: "3600" },
    { name: "STRIPE_APIKEY", required: true, secret: false },
  );
  expect(secrets.map(({ name }) => name)).toEqual(["TOKEN_LIFETIME", "STRIPE_APIKEY"]);
  expect([...missing, ...others]).toEqual([]);
});

it("leaves out what is no name of a variable, and takes one of the same name", () => {
  const twice = { name: "A", required: true, secret: false };
  expect(settingsFor(twice, twice, { name: "a: b\n- c", required: true, secret: false }).missing).toEqual(["A"]);
});
