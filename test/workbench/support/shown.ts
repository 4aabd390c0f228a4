import type { Locator } from "playwright-core";

/** Asserts that something comes to be seen, within the patience of a busy machine. */
export async function shown(what: Locator, options: { readonly timeout?: number } = {}): Promise<void> {
  await what.waitFor({ state: "visible", timeout: options.timeout ?? 60_000 });
}
