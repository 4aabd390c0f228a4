import { isAlive } from "../temporaryFolder.ts";
import { run } from "./run.ts";

/** The bridge between this machine and the pods of one real node; its address is the node's. */
export interface NodeNetwork {
  readonly bridge: string;
  /** Of the node, such as `10.77.3.1`. */
  readonly address: string;
  /** Of the pods, such as `10.77.3.0/24`. */
  readonly subnet: string;
}

/** Named after the process that made it, so that a later one can tell whether it is still in use. */
const NAME = /^tidegate(?<pid>\d+)$/u;

/** Makes a bridge with a private network that nothing else here uses, after removing those of dead processes. */
export async function createNetwork(): Promise<NodeNetwork> {
  await removeAbandoned();
  const prefix = await freePrefix();
  const network = { bridge: `tidegate${process.pid}`, address: `${prefix}.1`, subnet: `${prefix}.0/24` };
  await run("ip", ["link", "add", network.bridge, "type", "bridge"]);
  await run("ip", ["address", "add", `${network.address}/24`, "dev", network.bridge]);
  await run("ip", ["link", "set", network.bridge, "up"]);
  return network;
}

export async function removeNetwork({ bridge }: Pick<NodeNetwork, "bridge">): Promise<void> {
  await run("ip", ["link", "delete", bridge]);
}

/** Asks `ip`, because Node leaves out a bridge that has no pods yet. */
async function freePrefix(): Promise<string> {
  const used = await run("ip", ["-oneline", "-family", "inet", "address", "show"]);
  for (let third = 0; third < 256; third += 1) {
    const prefix = `10.77.${third}`;
    if (!used.includes(` ${prefix}.`)) return prefix;
  }
  throw new Error("Every network from 10.77.0.0/24 to 10.77.255.0/24 is in use on this machine.");
}

async function removeAbandoned(): Promise<void> {
  const links = JSON.parse(await run("ip", ["-json", "link", "show", "type", "bridge"])) as { ifname?: string }[];
  for (const { ifname = "" } of links) {
    const pid = NAME.exec(ifname)?.groups?.["pid"];
    if (pid !== undefined && !isAlive(Number(pid))) await removeNetwork({ bridge: ifname });
  }
}
