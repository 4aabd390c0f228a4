import { chooseImage } from "../../catalogue/chooseImage.ts";
import { USER } from "../container.ts";
import type { GenerateInput } from "../generator.ts";
import { type ComposeModel, composeModel, type ComposeService } from "./composeModel.ts";

/** Everything that the compose files run. */
export interface ComposeServices {
  readonly model: ComposeModel;
  /** Undefined where a single application is its own door. */
  readonly proxy: ComposeService | undefined;
  /** Applications, then what they talk to, then the proxy. */
  readonly services: readonly ComposeService[];
}

/** The services of the compose files, with a proxy in front of what answers. */
export function composeServices(input: GenerateInput): ComposeServices {
  const model = composeModel(input);
  const proxy = proxyOf(model, input);
  return { model, proxy, services: [...model.applications, ...model.backing, ...(proxy ? [proxy] : [])] };
}

/** One door for several applications; a single one is its own. */
function proxyOf({ applications }: ComposeModel, { catalogue }: GenerateInput): ComposeService | undefined {
  const answering = applications.filter(({ port }) => port !== undefined);
  if (answering.length < 2) return undefined;
  const taken = new Set(applications.map(({ key }) => key));
  return {
    key: taken.has("proxy") ? "proxy-edge" : "proxy",
    image: chooseImage(catalogue, "nginx").reference,
    user: `${USER}:${USER}`,
    environment: [],
    readOnly: true,
    tmpfs: ["/tmp"],
    volumes: [],
    mounts: ["./nginx/proxy.conf:/etc/nginx/nginx.conf:ro"],
    health: ["CMD", "wget", "-q", "-T", "4", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"],
    dependsOn: answering.map(({ key }) => key),
    networks: ["edge"],
    port: 8080,
    portVariable: "PROXY_PORT",
    memory: 64,
    logs: false,
  };
}
