import { randomBytes } from "node:crypto";

/** 32 random hex digits. */
export function nonce(): string {
  return randomBytes(16).toString("hex");
}
