import type { IncomingMessage } from "node:http";
import type { Reply } from "./operations.ts";

/**
 * GitHub's sign-in by a one-time code, as its guide for OAuth apps tells it (the description of the API does not): a
 * program asks for a code, a person types it in a browser where they are signed in, and the program fetches the token.
 */
export interface DeviceSignIn {
  /** What is answered to a request of the sign-in; undefined where it is none. `html` is the address people see. */
  answer(request: IncomingMessage, html: string): Reply | undefined;
  /** Types a code in the browser: whoever asked for it gets this token. */
  type(code: string, token: string): void;
}

/** Seconds between two questions whether the code was typed: GitHub asks for five. */
const INTERVAL_S = 1;

export function deviceSignIn(): DeviceSignIn {
  const codes: string[] = [];
  const typed = new Map<string, string>();
  return {
    answer({ method, url = "" }, html) {
      const { pathname, searchParams } = new URL(url, html);
      if (method === "POST" && pathname === "/login/device/code") {
        const code = `ABCD-${1000 + codes.length}`;
        codes.push(code);
        const verification_uri = `${html}/login/device`;
        const body = { device_code: code, user_code: code, verification_uri, expires_in: 900, interval: INTERVAL_S };
        return { status: 200, body };
      }
      if (method === "POST" && pathname === "/login/oauth/access_token") {
        const access_token = typed.get(searchParams.get("device_code") ?? "");
        const body = access_token === undefined ? { error: "authorization_pending" } : { access_token, scope: "repo" };
        return { status: 200, body };
      }
      return method === "GET" && pathname === "/login/device" ? { status: 200, body: "Type your code." } : undefined;
    },
    type(code, token) {
      if (!codes.includes(code)) throw new Error(`Nobody was given the code ${code}.`);
      typed.set(code, token);
    },
  };
}
