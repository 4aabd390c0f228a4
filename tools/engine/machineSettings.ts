import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** Where Debian keeps the authorities that the machine trusts. */
export const AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/gu;

/** The certificates that this machine trusts, each as PEM; none where it has no bundle. */
export async function machineAuthorities(): Promise<readonly string[]> {
  if (!existsSync(AUTHORITIES)) return [];
  const bundle = await readFile(AUTHORITIES, "utf8");
  return bundle.match(CERTIFICATE) ?? [];
}

/** Variables that say where packages come from, on a machine that has its own places for them. */
const FORWARDED = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "PIP_INDEX_URL",
  "UV_INDEX_URL",
  "GOPROXY",
  "GONOSUMDB",
  "GOSUMDB",
  "npm_config_registry",
];

/** Every client's way of being told to trust what the system trusts. */
const TRUST = {
  SSL_CERT_FILE: AUTHORITIES,
  NODE_EXTRA_CA_CERTS: AUTHORITIES,
  PIP_CERT: AUTHORITIES,
  REQUESTS_CA_BUNDLE: AUTHORITIES,
  CURL_CA_BUNDLE: AUTHORITIES,
  CARGO_HTTP_CAINFO: AUTHORITIES,
  GIT_SSL_CAINFO: AUTHORITIES,
  UV_SYSTEM_CERTS: "1",
  UV_NATIVE_TLS: "1",
  DENO_TLS_CA_STORE: "system",
  // Corepack asks package managers' own sites otherwise, where the npm registry has the same programs.
  COREPACK_NPM_REGISTRY: "https://registry.npmjs.org",
  COREPACK_INTEGRITY_KEYS: "0",
};

/** What base images have in their environment so that package managers in a build reach what this machine reaches. */
export function buildEnvironment(): Readonly<Record<string, string>> {
  const own = FORWARDED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return { ...TRUST, ...Object.fromEntries(own) };
}
