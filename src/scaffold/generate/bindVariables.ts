import type { Application } from "../facts/application.ts";

/** Every address of the container: a server that takes only 127.0.0.1 answers nobody outside of it. */
const EVERYWHERE = "0.0.0.0";

/** Variables that frameworks take their address from, whatever the code says. */
const FRAMEWORK_ADDRESSES: Readonly<Record<string, string>> = {
  rocket: "ROCKET_ADDRESS",
  "spring-boot": "SERVER_ADDRESS",
  quarkus: "QUARKUS_HTTP_HOST",
  micronaut: "MICRONAUT_SERVER_HOST",
};

const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|::1|\[::1\])$/u;
/** Names for one's own address; such as `DB_HOST` is another's. */
const OWN_ADDRESS =
  /^(?:(?:APP|API|WEB|HTTP|SERVER|LISTEN|BIND|SERVICE)_?)?(?:HOST|HOSTNAME|ADDR|ADDRESS|BIND|IP|INTERFACE)$/u;

/**
 * The variables that let a server answer outside its container, with their values: where it binds to loopback, the one
 * of its framework, or those that its code reads its own address from. None where nothing but the code sets it.
 */
export function bindVariables({ bind, framework, environment, role }: Application): Readonly<Record<string, string>> {
  if (role.value !== "server" || bind === undefined || !LOOPBACK.test(bind.value)) return {};
  const places = new Set(bind.evidence.map(({ file, line }) => `${file}:${line}`));
  const own = environment.filter(
    ({ value, evidence }) =>
      LOOPBACK.test(value.default ?? "") &&
      (OWN_ADDRESS.test(value.name) || evidence.some(({ file, line }) => places.has(`${file}:${line}`))),
  );
  const known = FRAMEWORK_ADDRESSES[framework?.value ?? ""];
  const names = new Set([...(known === undefined ? [] : [known]), ...own.map(({ value }) => value.name)]);
  return Object.fromEntries([...names].map((name) => [name, EVERYWHERE]));
}
