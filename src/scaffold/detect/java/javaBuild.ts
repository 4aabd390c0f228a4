import type { Confidence, Evidence } from "../../facts/fact.ts";

/** A plugin or a library that a build file names, and where. */
export interface Named {
  /** A plugin's id, or `group:artifact`; Maven's plugins are `group:artifact`, too. */
  readonly id: string;
  readonly version?: string;
  readonly at: Evidence;
}

/** Something a build file sets, and where. */
export interface Setting {
  readonly value: string;
  readonly at: Evidence;
}

/** What a member's build files say, whichever tool reads them. */
export interface JavaBuild {
  readonly tool: "maven" | "gradle";
  /** The member's own build file, from the root of the tree. */
  readonly file: string;
  /** The folder of the whole build, from the root of the tree. */
  readonly root: string;
  /** The wrapper's script, from the root of the tree; undefined where there is none. */
  readonly wrapper?: string;
  readonly toolVersion?: Setting;
  readonly plugins: readonly Named[];
  /** What is there when it runs; without what only tests or compilation need. */
  readonly dependencies: readonly Named[];
  /** The Java release it is built for, such as `21`. */
  readonly release?: Setting & { readonly confidence: Confidence };
  readonly mainClass?: Setting;
  /** The runnable archive from the member's folder, a pattern, where the build says its name. */
  readonly archive: string;
  readonly isWar: boolean;
  /** Whether the file only holds others together. */
  readonly aggregatesOnly: boolean;
  /** Whether tests are there to be run is the sources' matter; these are the plugins that check style. */
  readonly lint?: { readonly task: string; readonly at: Evidence };
}

/** The first named whose id is, or matches, this. */
export function named(list: readonly Named[], id: string | RegExp): Named | undefined {
  return list.find((one) => (typeof id === "string" ? one.id === id : id.test(one.id)));
}

/** A Java release as one number: `1.8` is `8`, `17.0.2` is `17`, `VERSION_1_8` is `8`; undefined for no number. */
export function javaRelease(written: string): string | undefined {
  const [, old, plain] = /(?<!\d)(?:1[._](\d{1,2})|(\d{1,2}))(?!\d)/u.exec(written) ?? [];
  const release = Number(old ?? plain);
  return release >= 5 && release < 100 ? String(release) : undefined;
}
