import { messageOf, reasonOf } from "../../../base/result.ts";
import { type Finding, inconclusive, passed } from "../../../core/gates/finding.ts";
import type { Outward } from "../../../core/ports/outward.ts";
import { type Connection, connectionsOf, type Surroundings } from "../../../core/readiness/connections.ts";
import { type ConnectionAnswer, judgeConnections } from "../../../core/readiness/judgeConnections.ts";
import { addressText, type ServiceAddress } from "../../../core/readiness/serviceAddress.ts";

/** Milliseconds for one connection. */
const ANSWER_MS = 5000;
/** What one application talks to; more is somebody's mistake. */
const MOST = 50;

/** `connections-reached`: what the application is told to talk to is really there. */
export async function connectionsReached(
  outward: Outward,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Finding> {
  if (around.said?.length === 0) return passed("NoneNeeded", "It needs no other service, as tidegate.yaml says.");
  const connections = connectionsOf(around);
  if (connections.length === 0) {
    const message = "Nothing shows which databases and services it needs.";
    return inconclusive(
      "NotSaid",
      `${message} Write them into tidegate.yaml, such as: readiness: { services: [DATABASE_URL] }, or services: [] where it needs none.`,
    );
  }
  if (connections.length > MOST)
    return inconclusive("TooMany", `It needs more than ${MOST} services. Name those that count.`);
  const answers = await Promise.all(connections.map((one) => tried(outward, one, signal)));
  return judgeConnections(answers);
}

/** Of several hosts of one service any will do, as for whoever connects to it. */
async function tried(outward: Outward, connection: Connection, signal: AbortSignal): Promise<ConnectionAnswer> {
  const { name, addresses, why } = connection;
  if (addresses.length === 0) return { told: name, problem: why ?? "it is not known where it is", doubt: true };
  const found: ConnectionAnswer[] = [];
  for (const address of addresses) {
    const one = await triedAt(outward, connection, address, signal);
    if (one.problem === undefined) return one;
    found.push(one);
  }
  const doubt = found.find((one) => one.doubt === true);
  return doubt ?? found[0] ?? { told: name, problem: "it was not tried", doubt: true };
}

async function triedAt(
  outward: Outward,
  { name, url }: Connection,
  address: ServiceAddress,
  signal: AbortSignal,
): Promise<ConnectionAnswer> {
  const told = url === undefined ? `${name} (${addressText(address)})` : name;
  try {
    if (address.by === "http" || address.by === "https") {
      const { status } = await outward.get(url ?? rootOf(address), ANSWER_MS, signal);
      if (status === 407) return { told, problem: "a proxy wants a sign-in", doubt: true };
      return status < 500 ? { told: `${told}, ${status}` } : { told, problem: `it answered ${status}` };
    }
    const { host, port, by } = address;
    await outward.connect({ host, port, tls: by === "tls", timeoutMs: ANSWER_MS }, signal);
    return { told };
  } catch (error) {
    signal.throwIfAborted();
    return { told, problem: messageOf(error), doubt: reasonOf(error) === "NoAnswer" };
  }
}

function rootOf({ by, host, port }: ServiceAddress): string {
  return `${by}://${host.includes(":") ? `[${host}]` : host}:${port}/`;
}
