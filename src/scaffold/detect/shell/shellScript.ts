import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { portOf } from "../shared/ports.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** A script's text with whole-line comments blanked; a `#` within a line may be part of a word. */
export function shellCode(text: string): string {
  return text.replaceAll(/^[ \t]*#(?!!)[^\n]*/gmu, (comment) => " ".repeat(comment.length));
}

/** The shell that the first line names, without its path; undefined where it names none. */
export function shellOf(text: string): string | undefined {
  return /^#![ \t]*(?:\/usr\/bin\/env[ \t]+(?:-\S+[ \t]+)?|\/[\w/.-]*\/)(bash|sh|dash|ash|zsh|ksh)\b/u.exec(text)?.[1];
}

const SERVES =
  /\bnc\b[^\n|;]{0,60}\s-[a-z]*l|\bsocat\b[^\n]{0,60}LISTEN|\bhttpd\s+-[a-z]*f|\bhttp\.server\b|\bncat\b[^\n]{0,60}--?l(?:isten)?\b/gu;
const GOES_ON =
  /\bwhile[ \t]+(?:true|:|sleep\b|\[ 1 \]|read\b)|\buntil[ \t]+false\b|\bfor[ \t]*\(\(;;\)\)|\btail[ \t]+-[a-zA-Z]*[fF]\b|\bexec[ \t]+(?:crond|cron|supercronic|supervisord)\b/gu;
/** Scripts that build, deploy or start other containers are tools. */
const TOOL =
  /^[ \t]*(?:sudo[ \t]+)?(?:docker|docker-compose|podman|kubectl|helm|terraform|ansible-playbook|apt-get|brew|vagrant)[ \t]/gmu;
const LISTEN_PORT =
  /LISTEN:(\$\{?\w+|\d{2,5})|\s-(?:l|lp|p|lk|lkp|klp|lvp)\s+(?:-p\s+)?(?:[\d.]+:)?("?\$\{?\w+|\d{2,5})|\s-p\s+(?:[\d.]+:)?("?\$\{?\w+|\d{2,5})|\bhttp\.server\s+("?\$\{?\w+|\d{2,5})/gu;

/** What a script does: it serves, it goes on, or neither. */
export function scriptDoes(source: Source): { role: "server" | "worker"; at: Evidence } | undefined {
  const serves = hitsIn([source], SERVES)[0];
  if (serves !== undefined) return { role: "server", at: serves.at("listens") };
  if (hitsIn([source], TOOL).length > 0) return undefined;
  const goesOn = hitsIn([source], GOES_ON)[0];
  return goesOn && { role: "worker", at: goesOn.at("goes on until it is stopped") };
}

/** The port that a script listens on, written down or from a variable. */
export function scriptPort(source: Source, variables: readonly VariableReading[]): Fact<Port> | undefined {
  for (const hit of hitsIn([source], LISTEN_PORT)) {
    const written = [1, 2, 3, 4].map((group) => hit.group(group)).find((one) => one !== "") ?? "";
    const number = portOf(written);
    if (number !== undefined) return fact({ number }, "likely", hit.at(`listens on ${number}`));
    const name = /\w+$/u.exec(written)?.[0] ?? "";
    const reading = variables.find((one) => one.name.toUpperCase() === name.toUpperCase());
    const other = portOf(reading?.default);
    if (reading !== undefined) {
      return fact({ number: other ?? 8080, variable: reading.name }, other === undefined ? "guess" : "likely", {
        ...reading.at,
        says: `takes its port from ${reading.name}`,
      });
    }
  }
  return undefined;
}

const EXPANSION = /\$(?:\{([A-Z][A-Z0-9_]*)(?:(:?[-=?+])([^}\n]{0,200}))?\}|([A-Z][A-Z0-9_]*))/gu;
const ASSIGNED =
  /^[ \t]*(?:export[ \t]+|local[ \t]+|readonly[ \t]+)?([A-Z][A-Z0-9_]*)=|\bread[ \t]+(?:-\w+[ \t]+)*([A-Z][A-Z0-9_]*)|\bfor[ \t]+([A-Z][A-Z0-9_]*)[ \t]+in\b/gmu;
/** Variables that the shell itself sets. */
const OF_THE_SHELL =
  /^(?:BASH\w*|IFS|OPTARG|OPTIND|RANDOM|SECONDS|LINENO|PPID|UID|EUID|OLDPWD|PIPESTATUS|FUNCNAME|REPLY|HOSTTYPE|OSTYPE)$/u;

/** Variables that a script takes from outside: those in capitals that it does not set itself. */
export function scriptVariables(source: Source): readonly VariableReading[] {
  const own = new Set(hitsIn([source], ASSIGNED).flatMap((hit) => [hit.group(1), hit.group(2), hit.group(3)]));
  return hitsIn([source], EXPANSION).flatMap((hit): readonly VariableReading[] => {
    const name = hit.group(1) || hit.group(4);
    const operator = hit.group(2);
    const isDefaulted = /[-=+]$/u.test(operator);
    if (OF_THE_SHELL.test(name) || (own.has(name) && operator === "")) return [];
    const fallback = /[-=]$/u.test(operator) && /^[^$`"']+$/u.test(hit.group(3)) ? hit.group(3) : undefined;
    return [
      {
        name,
        optional: isDefaulted,
        at: hit.at(`reads ${name}`),
        ...(fallback !== undefined && { default: fallback }),
      },
    ];
  });
}
