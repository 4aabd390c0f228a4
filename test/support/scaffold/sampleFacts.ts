import type { Application } from "../../../src/scaffold/facts/application.ts";
import type { Detection } from "../../../src/scaffold/facts/detection.ts";
import type { Confidence, Fact } from "../../../src/scaffold/facts/fact.ts";
import type { EnvironmentProfile, Settings } from "../../../src/scaffold/generate/settings.ts";

/** A fact whose evidence is a line of a file. */
export function fact<T>(value: T, file = "package.json", confidence: Confidence = "certain"): Fact<T> {
  return { value, confidence, evidence: [{ file, line: 1, says: "is written there" }] };
}

/** An Express server at the root of its tree that talks to PostgreSQL. */
export function expressServer(changes: Partial<Application> = {}): Application {
  return {
    name: "shop",
    path: ".",
    role: fact("server"),
    language: fact("javascript"),
    framework: fact("express"),
    packageManager: fact({ name: "npm" }),
    runtime: fact({ name: "node", version: "24" }),
    startCommand: fact(["node", "server.js"]),
    testCommand: fact("npm test"),
    port: fact({ number: 3000, variable: "PORT" }, "server.js", "likely"),
    health: fact("/healthz", "server.js", "likely"),
    environment: [
      fact({ name: "DATABASE_URL", required: true, secret: true }, "server.js"),
      fact({ name: "LOG_LEVEL", required: false, secret: false, default: "info" }, "server.js"),
    ],
    services: [fact({ name: "postgres", variable: "DATABASE_URL" })],
    writes: [],
    existing: [],
    ecosystem: {
      kind: "node",
      root: ".",
      manager: "npm",
      lockFile: "package-lock.json",
      packageName: "shop",
      installFiles: [],
      localDependencies: [],
      native: [],
      needsModules: true,
    },
    ...changes,
  };
}

export function detectionOf(...applications: readonly Application[]): Detection {
  return { applications, workspaces: [], libraries: [], problems: [], files: 10, complete: true };
}

function profile(name: string, production: boolean, most: number): EnvironmentProfile {
  return {
    name,
    production,
    namespace: `shop-${name}`,
    replicas: { min: Math.min(most, 3), max: most },
    cpu: { request: 100, limit: 500 },
    memory: { request: 128, limit: 256 },
    ephemeralStorage: { request: 64, limit: 256 },
    logLevel: production ? "info" : "debug",
    host: production ? "shop.example.com" : `shop.${name}.example.com`,
  };
}

export const sampleSettings: Settings = {
  project: "shop",
  imageRepository: "ghcr.io/acme/shop",
  defaultBranch: "main",
  environments: [profile("development", false, 1), profile("staging", false, 4), profile("production", true, 10)],
};
