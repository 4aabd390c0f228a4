import { execFileSync } from "node:child_process";
import { panelBrowser, type PanelBrowser, type PanelPage } from "../../test/webview/support/panelPage.ts";
import { largeRun } from "../../test/webview/support/snapshots/large.ts";
import { root } from "../bootstrap.mjs";
import type { Bench, Measured } from "./figure.ts";

const NODES = 1000;
const RUNS = 11;
const WARM_UPS = 2;
const PANS = 120;

/**
 * A graph of 1,000 nodes from its snapshot to the frame that shows it, with its layout in the worker; and the time
 * between frames while it is moved. In Chromium without a graphics card: with one, frames come sooner.
 */
export const panelBench: Bench = {
  name: "panel",
  async run() {
    execFileSync(process.execPath, ["tools/bundle.ts", "--release"], { cwd: root, stdio: "inherit" });
    const browser = await panelBrowser();
    try {
      return [await drawn(browser), await moved(browser)];
    } finally {
      await browser.close();
    }
  },
};

async function drawn(browser: PanelBrowser): Promise<Measured> {
  const samples: number[] = [];
  const reference: number[] = [];
  const panel = await browser.open(largeRun(3));
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    const small = await timeToPaint(panel, 3, run);
    const large = await timeToPaint(panel, NODES, run);
    if (run < 0) continue;
    reference.push(small);
    samples.push(large);
  }
  await panel.close();
  return {
    name: `graph of ${NODES} nodes laid out and painted`,
    unit: "ms",
    samples,
    reference: { name: "graph of 3 nodes", samples: reference },
    goal: { of: "median", limit: 300 },
  };
}

/** From the snapshot's arrival to the second frame after its picture is in the page: by then the first was painted. */
async function timeToPaint({ page }: PanelPage, nodes: number, run: number): Promise<number> {
  const snapshot = { ...largeRun(nodes), graphId: `${nodes} ${run}` };
  return await page.evaluate<number>(`new Promise((done) => {
    const stage = document.querySelector(".stage");
    const begin = performance.now();
    let gone = false;
    const watch = new MutationObserver(() => {
      const picture = stage.querySelector(".picture");
      gone ||= picture === null;
      if (!gone || picture === null) return;
      watch.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
    });
    watch.observe(stage, { childList: true, subtree: true });
    window.postMessage({ type: "snapshot", now: 0, snapshot: ${JSON.stringify(snapshot)} }, "*");
  })`);
}

async function moved(browser: PanelBrowser): Promise<Measured> {
  const panel = await browser.open(largeRun(NODES), { reducedMotion: true });
  await panel.page.locator(".stage").press("1");
  const idle = await frames(panel, 0);
  const samples = await frames(panel, 11);
  await panel.close();
  return {
    name: `time between frames while ${NODES} nodes are moved`,
    unit: "ms",
    samples,
    reference: { name: "while nothing moves", samples: idle },
    goal: { of: "median", limit: 17 },
  };
}

/** Milliseconds between frames, with the wheel turned by so many pixels in each. */
async function frames({ page }: PanelPage, pixels: number): Promise<readonly number[]> {
  return await page.evaluate<number[]>(`new Promise((done) => {
    const stage = document.querySelector(".stage");
    const times = [];
    const step = (now) => {
      times.push(now);
      if (times.length > ${PANS}) return done(times.slice(1).map((time, index) => time - times[index]));
      const turn = { deltaY: times.length < ${PANS / 2} ? ${pixels} : -${pixels}, cancelable: true, bubbles: true };
      if (${pixels} > 0) stage.dispatchEvent(new WheelEvent("wheel", turn));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
}
