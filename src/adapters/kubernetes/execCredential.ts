import { execa } from "execa";
import * as z from "zod";
import { SingleFlight } from "../../base/async.ts";
import { parseTimestamp } from "../../base/clock.ts";
import { canonicalJson } from "../../base/hash.ts";
import { messageOf } from "../../base/result.ts";
import type { Clock } from "../../base/clock.ts";
import { clusterFault } from "./fault.ts";
import { redact } from "./redact.ts";

/** A credential plugin as a kubeconfig's user names it (client.authentication.k8s.io). */
export const execSpecSchema = z.object({
  apiVersion: z.string().default("client.authentication.k8s.io/v1"),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: z.string().nullish(),
  interactiveMode: z.string().nullish(),
});

export type ExecSpec = z.infer<typeof execSpecSchema>;

const execCredentialSchema = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

/** What a plugin gave. `expiresAt` is in milliseconds since the epoch. */
export interface Credential {
  readonly token?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  readonly expiresAt?: number | undefined;
}

/** Credentials of all users, shared by every connection of the process, so that a plugin runs once and not per context. */
export interface CredentialStore {
  get(user: string, spec: ExecSpec): Promise<Credential>;
  /** Forgets a credential that a server refused. */
  drop(user: string, spec: ExecSpec): void;
}

/** A credential this close to its end is not used any more. */
const MARGIN_MS = 10_000;
/** A plugin may wait for a person at a browser, but not for ever. */
const PLUGIN_TIMEOUT_MS = 60_000;

export function credentialStore(
  clock: Clock,
  run: (user: string, spec: ExecSpec) => Promise<Credential> = (user, spec) => runPlugin(clock, user, spec),
): CredentialStore {
  const flights = new Map<string, SingleFlight<Credential>>();
  const known = new Map<string, Credential>();
  return {
    async get(user, spec) {
      const key = keyOf(user, spec);
      const credential = known.get(key);
      if (credential && (credential.expiresAt ?? Infinity) - MARGIN_MS > clock.now()) return credential;
      const flight = flights.get(key) ?? new SingleFlight<Credential>();
      flights.set(key, flight);
      const fresh = await flight.run(() => run(user, spec));
      known.set(key, fresh);
      return fresh;
    },
    drop: (user, spec) => void known.delete(keyOf(user, spec)),
  };
}

function keyOf(user: string, spec: ExecSpec): string {
  return canonicalJson([user, spec]);
}

async function runPlugin(clock: Clock, user: string, spec: ExecSpec): Promise<Credential> {
  if (spec.interactiveMode === "Always") {
    throw failed(user, spec, "it needs a terminal. Sign in with it there first");
  }
  const patience = new AbortController();
  const timer = clock.after(PLUGIN_TIMEOUT_MS, () => patience.abort());
  try {
    const result = await execa(spec.command, [...(spec.args ?? [])], {
      env: pluginEnvironment(spec),
      stdin: "ignore",
      cancelSignal: patience.signal,
      maxBuffer: 1024 * 1024,
      reject: false,
      windowsHide: true,
    });
    if (result.isCanceled) throw failed(user, spec, `it did not answer within ${PLUGIN_TIMEOUT_MS / 1000} s`);
    if (result.failed) throw failed(user, spec, whyItFailed(result.code, result.exitCode, result.stderr, spec));
    return parseCredential(user, spec, result.stdout);
  } finally {
    timer.dispose();
  }
}

function pluginEnvironment(spec: ExecSpec): Record<string, string> {
  const request = { apiVersion: spec.apiVersion, kind: "ExecCredential", spec: { interactive: false } };
  return {
    ...Object.fromEntries((spec.env ?? []).map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(request),
  };
}

function whyItFailed(code: string | undefined, exitCode: number | undefined, stderr: string, spec: ExecSpec): string {
  if (code === "ENOENT") return `it is not installed. ${redact(spec.installHint ?? "Install it")}`;
  const said = redact(stderr);
  return `it ended with exit code ${exitCode ?? "none"}${said === "" ? "" : `: ${said}`}`;
}

function parseCredential(user: string, spec: ExecSpec, output: string): Credential {
  const parsed = execCredentialSchema.safeParse(parseJson(output));
  if (!parsed.success) throw failed(user, spec, "its answer is not an ExecCredential");
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = parsed.data.status;
  if (token === undefined && clientCertificateData === undefined) {
    throw failed(user, spec, "its answer holds neither a token nor a certificate");
  }
  return {
    token,
    certificate: clientCertificateData,
    key: clientKeyData,
    expiresAt: parseTimestamp(expirationTimestamp),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failed(user: string, spec: ExecSpec, why: string): Error {
  const sentence = `The credential plugin ${spec.command} for user ${user} failed: ${why}.`;
  return clusterFault("CredentialFailed", sentence.replace(/\.\.$/u, "."), { facts: { user, command: spec.command } });
}

/** The fault of credentials that a kubeconfig names but that cannot be had: a missing file, a refused refresh. */
export function credentialFault(user: string, error: unknown): Error {
  return clusterFault(
    "CredentialFailed",
    `The credentials of user ${user} cannot be used: ${redact(messageOf(error))}. Check the kubeconfig, or sign in again.`,
    { facts: { user } },
  );
}
