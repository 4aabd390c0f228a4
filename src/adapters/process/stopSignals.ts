import { fstatSync } from "node:fs";

/**
 * Begins to listen for the wish that this process ends: a signal, or, where standard input is a pipe, its end, which
 * comes when the parent lets go of it or dies. The function returned resolves with that wish. A pipe that was closed
 * before the function is called says nothing while the parent lives: many programs start others so.
 */
export function listenForStop(): () => Promise<void> {
  const parent = process.ppid;
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  let closed = false;
  const released = inputEnd(() => {
    closed = true;
  });
  return () => (closed && process.ppid === parent ? signalled : Promise.race([signalled, released]));
}

function inputEnd(noted: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (!inputIsPipe()) return;
    const { stdin } = process;
    for (const event of ["end", "close", "error"] as const) {
      stdin.once(event, () => {
        noted();
        resolve();
      });
    }
    stdin.resume();
    // Listening for its end must not be what keeps the process alive.
    stdin.unref();
  });
}

/** Also a socket: what Node makes of `stdio: "pipe"`. */
function inputIsPipe(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
