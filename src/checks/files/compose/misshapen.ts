import { composeWord } from "../../../core/read/composeFile.ts";
import { at, isMap, listAt, mapAt, type Step, textAt, textsAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { YamlPart } from "../yaml/yamlText.ts";

interface Broken {
  readonly path: readonly Step[];
  readonly message: string;
}

/**
 * What is YAML and yet nothing that compose starts. Only of a file that stands for itself: what others are put over, or
 * what includes others, has the rest there.
 */
export function misshapen(file: string, part: YamlPart): readonly FileFinding[] {
  if (composeWord(file) !== undefined || at(part.value, "include") !== undefined) return [];
  const broken = Object.entries(mapAt(part.value, "services")).flatMap(([name, service]) =>
    at(service, "extends") === undefined
      ? [...image(name, service), ...others(part.value, name, service), ...volumes(part.value, name, service)]
      : [],
  );
  return broken.map(({ path, message }) =>
    found(
      MISTAKE_RULES["compose/readable"],
      "error",
      { file, range: part.keyRange("services", ...path) },
      `${message} Compose starts nothing of the file.`,
    ),
  );
}

function image(name: string, service: unknown): readonly Broken[] {
  if (["image", "build", "provider"].some((member) => at(service, member) !== undefined)) return [];
  return [{ path: [name], message: `Service ${name} names neither an image nor a build.` }];
}

function others(file: unknown, name: string, service: unknown): readonly Broken[] {
  const said = at(service, "depends_on");
  const wanted = isMap(said) ? Object.keys(said).filter((key) => at(said, key, "required") !== false) : textsAt(said);
  return wanted.flatMap((one) =>
    at(file, "services", one) === undefined
      ? [{ path: [name, "depends_on"], message: `Service ${name} depends on ${one}, which is no service here.` }]
      : [],
  );
}

/** A name that is no path is one of the file's volumes. */
function volumes(file: unknown, name: string, service: unknown): readonly Broken[] {
  return listAt(service, "volumes").flatMap((volume, index) => {
    const short = typeof volume === "string" ? /^([\w][\w.-]*):/u.exec(volume)?.[1] : undefined;
    const source = short ?? (textAt(volume, "type") === "volume" ? textAt(volume, "source") : undefined);
    if (source === undefined || source.includes("$") || /^[a-z]$/iu.test(source)) return [];
    if (Object.hasOwn(mapAt(file, "volumes"), source)) return [];
    return [
      { path: [name, "volumes", index], message: `Service ${name} uses the volume ${source}, which volumes: lacks.` },
    ];
  });
}
