import { hostAddress, looksLikeAddress, type ServiceAddress, serviceAddresses } from "./serviceAddress.ts";

/** Something that an application talks to, and where it is. */
export interface Connection {
  /** The variable that tells, the service, or the address as tidegate.yaml has it. Never a value of a variable. */
  readonly name: string;
  /** Empty where it is not known; `why` is then a clause that says so. */
  readonly addresses: readonly ServiceAddress[];
  readonly why?: string;
  /** What is asked for over http; the root where it is absent. Only tidegate.yaml says it: values may be secret. */
  readonly url?: string;
}

/** What is known of an application's surroundings. */
export interface Surroundings {
  /** Names of variables and addresses as tidegate.yaml has them; undefined where it says nothing. */
  readonly said: readonly string[] | undefined;
  /** Values of the variables that the application is given. */
  readonly values: Readonly<Record<string, string>>;
  /** Services that its code was seen to use, and the variable that tells where each is. */
  readonly services: readonly { readonly title: string; readonly port: number; readonly variable?: string }[];
}

/** Addresses that lead back to the application itself, or to whoever looks at it. */
const OWN =
  /(?:^|_)(?:PUBLIC|BASE|APP|SITE|SELF|HOME|HOMEPAGE|CALLBACK|REDIRECT|RETURN|ORIGINS?|CORS|ALLOWED|FRONTEND|CDN|ASSETS?|PROXY)(?:_|$)/u;
/** A variable that holds only a host, and for what. */
const HOST = /^(.*?)_?(?:HOST|HOSTNAME|ADDR|ADDRESS|BROKERS?|SERVERS?)$/u;
/** Where the application itself listens. */
const LISTENS = /^(?:HOST|HOSTNAME|ADDR|ADDRESS)$|(?:^|_)(?:BIND|LISTEN|SERVER|HTTP|WEB)_(?:HOST|ADDR|ADDRESS)$/u;

/** Everything that an application is known to connect to, each once. */
export function connectionsOf(around: Surroundings): readonly Connection[] {
  const { said, values, services } = around;
  if (said !== undefined) return said.map((one) => (looksLikeAddress(one) ? named(one) : ofVariable(one, around)));
  const ofServices = services.map(({ title, variable }): Connection => {
    if (variable !== undefined) return ofVariable(variable, around);
    return { name: title, addresses: [], why: "no variable is known that tells where it is" };
  });
  const found = Object.entries(values).flatMap(([name, value]): Connection[] => {
    const isHost = HOST.test(name) && !LISTENS.test(name) && portBeside(name, around) !== undefined;
    const isAddress = looksLikeAddress(value) && !(/^https?:/iu.test(value) && OWN.test(name));
    return isAddress || isHost ? [ofVariable(name, around)] : [];
  });
  const all = [...ofServices, ...found];
  return all.filter((one, index) => all.findIndex(({ name }) => name === one.name) === index);
}

function named(address: string): Connection {
  const addresses = serviceAddresses(address);
  if (addresses === undefined) return { name: address, addresses: [], why: "its address cannot be read" };
  return { name: address, addresses, ...(/^https?:/iu.test(address) ? { url: address } : {}) };
}

function ofVariable(name: string, around: Surroundings): Connection {
  const value = Object.hasOwn(around.values, name) ? around.values[name] : undefined;
  if (value === undefined || value.trim() === "") return { name, addresses: [], why: "it has no value here" };
  const addresses = looksLikeAddress(value) ? serviceAddresses(value) : hosts(name, value, around);
  return addresses === undefined
    ? { name, addresses: [], why: "its value is no address that can be read" }
    : { name, addresses };
}

/** The value of a variable that names a host, or several; the port stands in it or in the variable beside it. */
function hosts(name: string, value: string, around: Surroundings): readonly ServiceAddress[] | undefined {
  const port = portBeside(name, around);
  const found = value.split(",").map((one) => hostAddress("service", one, port));
  return found.every((one) => one !== undefined) ? found : undefined;
}

function portBeside(name: string, { values, services }: Surroundings): number | undefined {
  const service = services.find(({ variable }) => variable === name)?.port;
  const stem = HOST.exec(name)?.[1];
  if (stem === undefined || stem === "") return service;
  const beside = [`${stem}_PORT`, `${stem}PORT`].flatMap((one) => (Object.hasOwn(values, one) ? [values[one]] : []))[0];
  return beside !== undefined && /^\d{1,5}$/u.test(beside) ? Number(beside) : service;
}
