import { textAt } from "../../../core/read/value.ts";
import type { Port } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { portOf } from "../shared/ports.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";

/** Where Rocket listens by its Rocket.toml; by itself it takes 8000 on loopback. Both can be set by variables. */
export async function rocketListening(
  folder: Folder,
  manifest: { readonly file: string; readonly line: number },
): Promise<{ port: Fact<Port>; bind: Fact<string> }> {
  const text = await folder.read("Rocket.toml");
  const value = readToml(text ?? "");
  const setting = (key: string): string | undefined =>
    ["release", "global", "default"].map((profile) => textAt(value, profile, key)).find((one) => one !== undefined);
  const file = fromRoot(folder, "Rocket.toml");
  const number = portOf(setting("port"));
  const address = setting("address");
  const itself = evidence(
    manifest.file,
    manifest.line,
    "is Rocket, which takes 8000 on 127.0.0.1 where nothing else is said",
  );
  const port = { number: number ?? 8000, variable: "ROCKET_PORT" };
  return {
    port:
      number === undefined
        ? fact(port, "guess", itself)
        : fact(port, "certain", evidence(file, lineOf(text ?? "", /^[ \t]*port\b/mu), `listens on ${number}`)),
    bind:
      address === undefined
        ? fact("127.0.0.1", "guess", itself)
        : fact(address, "certain", evidence(file, lineOf(text ?? "", /^[ \t]*address\b/mu), `binds to ${address}`)),
  };
}
