import type { GithubPlace } from "../ports/github.ts";

/** `git@github.com:acme/shop.git`: a user, a host and a path, as ssh and scp have it. */
const SHORT = /^(?:[\w.-]+@)?([A-Za-z0-9.-]+):(?!\/\/)\/?(.+)$/u;
const LONG = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([A-Za-z0-9.-]+)(?::\d{1,5})?\/(.+)$/u;
/** An owner and a repository as GitHub lets them be called. */
const PATH = /^\/*([A-Za-z0-9][A-Za-z0-9_-]{0,99})\/([\w.-]{1,100}?)(?:\.git)?\/*$/u;
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::\d{1,5})?$/u;

/** What never leaves this machine need not be encrypted. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d{1,5})?$/u;

const CLOUD = "github.com";
/** Longer than any address of a repository; what is longer is not looked at. */
const MOST_LENGTH = 500;

/**
 * Where a repository is, from the address it is pushed to; undefined where that is not on GitHub. `enterprise` is the
 * host of a GitHub Enterprise Server, where there is one: an address alone does not tell what answers there.
 */
export function githubPlace(address: string, enterprise?: string): GithubPlace | undefined {
  if (address.length > MOST_LENGTH) return undefined;
  const [, written = "", path = ""] = LONG.exec(address.trim()) ?? SHORT.exec(address.trim()) ?? [];
  // Where port 22 is closed, ssh is spoken with another name.
  const host = written.toLowerCase().replace(/^ssh\.github\.com$/u, CLOUD);
  const api = apiOf(host, enterprise);
  return api === undefined ? undefined : placeAt(api, path);
}

/** Where `acme/shop` is on a host; undefined where it is no owner with a repository, or nothing that GitHub runs on. */
export function namedPlace(name: string, host: string = CLOUD): GithubPlace | undefined {
  const at = HOST.test(host) ? host.toLowerCase() : undefined;
  const api = at === undefined ? undefined : (apiOf(at) ?? apiOf(at, at));
  return api === undefined || name.length > MOST_LENGTH ? undefined : placeAt(api, name);
}

type ApiPlace = Pick<GithubPlace, "api" | "host">;

function placeAt(api: ApiPlace, path: string): GithubPlace | undefined {
  const [, owner, repo] = PATH.exec(path) ?? [];
  if (owner === undefined || repo === undefined || repo === "." || repo === "..") return undefined;
  return { ...api, owner, repo };
}

/** GitHub's cloud, a company's part of it (`acme.ghe.com`), or a server of its own. */
function apiOf(host: string, enterprise?: string): ApiPlace | undefined {
  if (host === CLOUD || host === `www.${CLOUD}`) return { api: `https://api.${CLOUD}`, host: CLOUD };
  if (/^[a-z0-9-]+\.ghe\.com$/u.test(host)) return { api: `https://api.${host}`, host };
  const own = enterprise?.toLowerCase();
  if (own === undefined || host === "" || own.replace(/:\d+$/u, "") !== host.replace(/:\d+$/u, "")) return undefined;
  return { api: `${LOOPBACK.test(own) ? "http" : "https"}://${own}/api/v3`, host: own };
}
