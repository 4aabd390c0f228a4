/** How long things take on the simulated nodes, in milliseconds. */
export interface Timing {
  /** From the pod's arrival on its node until its image is there. An image the node has already takes a tenth. */
  readonly pullMs: number;
  /** From a container's start until it is ready. */
  readonly readyMs: number;
  /** From the request to stop until a container has ended; never longer than the grace period. */
  readonly stopMs: number;
  /** How long a container works that is meant to end: those of Jobs. */
  readonly workMs: number;
  /** How long an init container works. */
  readonly initMs: number;
  /** From the start until a `crash` container exits. */
  readonly crashMs: number;
  /** From being ready until a `flaky` container exits. */
  readonly flakyMs: number;
  /** How many times longer a `slow` container takes to be ready. */
  readonly slowFactor: number;
  /** 0.3 lets every duration vary by 30 % either way. */
  readonly spread: number;
  /** How often a running container prints a line; 0 never. */
  readonly logEveryMs: number;
}

/** For people who watch: about two seconds from creation to ready. */
export const LIVELY: Timing = {
  pullMs: 800,
  readyMs: 1200,
  stopMs: 1000,
  workMs: 4000,
  initMs: 600,
  crashMs: 200,
  flakyMs: 8000,
  slowFactor: 8,
  spread: 0.35,
  logEveryMs: 5000,
};

/** For tests and rehearsals: the same durations without spread and without chatter. */
export const STEADY: Timing = { ...LIVELY, spread: 0, logEveryMs: 0 };
