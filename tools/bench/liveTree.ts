import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { setImage } from "../../test/workbench/support/change.ts";
import { openShop, type Shop } from "../../test/workbench/support/shop.ts";
import { buildControlPlane } from "../controlplane/build.ts";
import type { Bench, Measured } from "./figure.ts";
import { packExtension } from "./release.ts";

const WARM_UPS = 5;
const RUNS = 40;
const NAMESPACE = "shop-staging";
const WORKLOAD = "worker";
const SEEN_MS = 20_000;
/** The editor refreshes a tree at most five times a second: a change right behind another one would wait for that. */
const APART_MS = 1_000;

/**
 * From a change made over the API to the row's text in the page, beside `kubectl get --watch` on the same change. The
 * time begins before the request is sent. The workload has no pods, so that a change is one change.
 */
export const liveTreeBench: Bench = {
  name: "live-tree",
  async run() {
    packExtension();
    const { bin } = await buildControlPlane();
    const shop = await openShop();
    const watch = kubectlWatch(join(bin, "kubectl"), shop.kubeconfig);
    try {
      await standStill(shop);
      return [await measure(shop, watch)];
    } finally {
      watch.stop();
      await shop.close();
    }
  },
};

/** Scales the workload to nothing and waits until its row says so. */
async function standStill(shop: Shop): Promise<void> {
  const { sidebar } = shop.workbench;
  await sidebar.open();
  await sidebar.view("Environments").row("staging").waitFor();
  await sidebar.view("Environments").expand("staging");
  await sidebar
    .view("Environments")
    .row(/^worker/u)
    .waitFor();
  const response = await fetch(`${shop.sandbox.url}/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${WORKLOAD}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${shop.sandbox.token}`, "content-type": "application/merge-patch+json" },
    body: JSON.stringify({ spec: { replicas: 0 } }),
  });
  if (!response.ok) throw new Error(`${WORKLOAD} was not scaled: ${await response.text()}`);
  await sidebar
    .view("Environments")
    .row(/^worker.*scaled to zero/u)
    .waitFor();
}

async function measure(shop: Shop, watch: KubectlWatch): Promise<Measured> {
  const samples: number[] = [];
  const reference: number[] = [];
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    await sleep(APART_MS);
    const tag = `2.0.${run + WARM_UPS}`;
    const shown = await rowShows(shop.workbench.page, tag);
    const printed = watch.prints(tag);
    const from = Date.now();
    await setImage(shop.sandbox, NAMESPACE, WORKLOAD, `shop/${WORKLOAD}:${tag}`);
    const [row, line] = await Promise.all([shown(), printed]);
    if (run < 0) continue;
    samples.push(row - from);
    reference.push(line - from);
  }
  return {
    name: "API event to tree item",
    unit: "ms",
    samples,
    reference: { name: "kubectl get --watch", samples: reference },
    goal: { of: "p95", limit: 150 },
  };
}

/** Begins to watch the page for a row with this version; what is returned resolves to when it was there. */
async function rowShows(page: Page, version: string): Promise<() => Promise<number>> {
  // A text, because the page's own types are not those of this project; void, because a promise would be waited for.
  await page.evaluate(`void (window.tidegateSeen = new Promise((resolve) => {
    const text = ${JSON.stringify(version)} + " ·";
    const shows = () => [...document.querySelectorAll(".sidebar .monaco-list-row")]
      .some((row) => row.textContent.startsWith(${JSON.stringify(WORKLOAD)}) && row.textContent.includes(text));
    const observer = new MutationObserver(() => {
      if (!shows()) return;
      observer.disconnect();
      resolve(Date.now());
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  }))`);
  return () => within(page.evaluate<number>("window.tidegateSeen"), `a row with ${version}`);
}

interface KubectlWatch {
  /** When kubectl printed this version. */
  prints(version: string): Promise<number>;
  stop(): void;
}

function kubectlWatch(kubectl: string, kubeconfig: string): KubectlWatch {
  const path = "jsonpath={.spec.template.spec.containers[0].image}{'\\n'}";
  const args = ["get", "deployment", WORKLOAD, `--namespace=${NAMESPACE}`, "--watch", `--output=${path}`];
  const child = spawn(kubectl, args, {
    env: { ...process.env, KUBECONFIG: kubeconfig },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  return {
    prints(version) {
      const printed = new Promise<number>((resolve) => {
        const look = (line: string): void => {
          if (!line.endsWith(`:${version}`)) return;
          lines.off("line", look);
          resolve(Date.now());
        };
        lines.on("line", look);
      });
      return within(printed, `kubectl to print ${version}`);
    },
    stop: () => void child.kill(),
  };
}

function within<T>(promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Waited in vain for ${what}.`)), SEEN_MS);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
