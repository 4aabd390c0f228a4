import type { OxlintOverride } from "oxlint";

/**
 * The rooms of `src/` and what each may import. Arrows point down only; a room that is not named in
 * another room's list cannot be reached from it. The linter enforces this map.
 */
export interface Room {
  /** Other rooms of `src/` that this one may import. */
  readonly rooms: readonly string[];
  /** Packages it may import; `"*"` is any package. Node's own modules count as `"node:*"`. */
  readonly packages: readonly string[];
}

const PURE = ["zod", "yaml", "js-yaml", "@noble/hashes"] as const;

export const ROOMS: Readonly<Record<string, Room>> = {
  base: { rooms: [], packages: ["@noble/hashes"] },
  protocol: { rooms: ["base"], packages: ["zod"] },
  picture: { rooms: ["base", "protocol"], packages: [] },
  core: { rooms: ["base"], packages: PURE },
  documents: { rooms: ["base", "core"], packages: [...PURE, "jsonc-parser"] },
  scaffold: {
    rooms: ["base", "core"],
    packages: [...PURE, "liquidjs", "node-diff3", "diff", "smol-toml", "jsonc-parser", "saxes", "dockerfile-ast"],
  },
  checks: { rooms: ["base", "core"], packages: [...PURE, "dockerfile-ast", "sarif"] },
  reports: { rooms: ["base", "core"], packages: [] },
  engine: { rooms: ["base", "core", "protocol", "documents", "checks", "reports", "scaffold"], packages: PURE },
  "adapters/kubernetes": { rooms: ["base", "core"], packages: ["*", "node:*"] },
  "adapters/github": { rooms: ["base", "core"], packages: ["*", "node:*"] },
  "adapters/http": { rooms: ["base", "core"], packages: ["*", "node:*"] },
  "adapters/git": { rooms: ["base", "core"], packages: ["*", "node:*"] },
  "adapters/process": { rooms: ["base", "core"], packages: ["*", "node:*"] },
  "adapters/prometheus": { rooms: ["base", "core"], packages: PURE },
  "adapters/registry": { rooms: ["base", "core"], packages: ["*", "node:*"] },
  "adapters/storage": { rooms: ["base", "core", "protocol"], packages: ["*", "node:*"] },
  sandbox: { rooms: ["base", "core"], packages: ["*", "node:*"] },
  cli: {
    rooms: ["base", "core", "protocol", "picture", "documents", "checks", "scaffold", "engine"],
    packages: ["*", "node:*"],
  },
  host: {
    rooms: ["base", "core", "protocol", "documents", "checks", "scaffold", "engine"],
    packages: ["vscode", "zod", "yaml", "node:*"],
  },
  webview: { rooms: ["base", "protocol", "picture"], packages: ["*"] },
};

const ADAPTERS = Object.keys(ROOMS).flatMap((name) => (name.startsWith("adapters/") ? [name.slice(9)] : []));
const ALL_ROOMS = [...new Set(Object.keys(ROOMS).map((name) => name.split("/")[0] ?? name))];

/** How deep a folder of `src/` may lie: what climbs out of a room can be told only when it is known how far that is. */
const DEEPEST = 6;

/** Linter overrides of `no-restricted-imports`: one a room and depth, with everything that a file there may not reach. */
export function layerOverrides(): OxlintOverride[] {
  const nowhere: Restriction = {
    regex: ".",
    message: `This folder has no row in tools/layers.ts, or lies deeper than ${DEEPEST}.`,
  };
  const rooms = Object.entries(ROOMS).flatMap(([name, room]) => floorsOf(name, room));
  return [forbidding(["src/*/**/*.ts", "src/*/**/*.tsx"], [nowhere]), ...rooms];
}

function floorsOf(name: string, room: Room): OxlintOverride[] {
  const first = name.split("/").length;
  const depths = Array.from({ length: DEEPEST - first + 1 }, (_, index) => first + index);
  return depths.map((depth) => {
    const files = `src/${name}/${"*/".repeat(depth - first)}*`;
    return forbidding([`${files}.ts`, `${files}.tsx`], restrictions(name, room, depth));
  });
}

function forbidding(files: string[], patterns: readonly Restriction[]): OxlintOverride {
  return { files, rules: { "no-restricted-imports": ["error", { patterns: [...patterns] }] } };
}

type Restriction = { regex: string; message: string } | { group: string[]; message: string };

/** @param depth How many folders below `src` the file lies: so many steps up lead to the roots, one more leads out. */
function restrictions(name: string, room: Room, depth: number): Restriction[] {
  const [own, adapter] = name.split("/");
  const closed = ALL_ROOMS.filter((other) => other !== own && !room.rooms.includes(other));
  const list: Restriction[] = [
    {
      regex: `^(\\.\\./)+(${closed.join("|")})/`,
      message: `src/${name} may import only from ${["itself", ...room.rooms].join(", ")}.`,
    },
    { regex: String.raw`^(\.\./){${depth}}[^/]+$`, message: "Nothing imports a composition root." },
    { regex: String.raw`^(\.\./){${depth + 1}}`, message: "Nothing in src imports from outside of it." },
    packageRestriction(name, room.packages),
  ];
  if (adapter !== undefined) {
    const siblings = ADAPTERS.filter((other) => other !== adapter);
    list.push({ regex: `^(\\.\\./)+(${siblings.join("|")})/`, message: "Adapters never see each other." });
  }
  return list;
}

function packageRestriction(name: string, packages: readonly string[]): Restriction {
  if (packages.includes("*")) return { group: ["vscode"], message: "Only src/host may use vscode at run time." };
  const open = packages.flatMap((entry) =>
    entry === "node:*" ? ["!node:*", "!node:*/**"] : [`!${entry}`, `!${entry}/**`],
  );
  return {
    group: ["*", "!./**", "!../**", ...open],
    message:
      packages.length === 0
        ? `src/${name} may import no package.`
        : `src/${name} may import only ${packages.join(", ")}.`,
  };
}
