import type { Evidence } from "../../facts/fact.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";

/** How a Django project is served. */
export interface DjangoProject {
  /** Such as `config.wsgi:application`. */
  readonly target: string;
  readonly at: Evidence;
  /** Whether static files are collected into a folder before it starts. */
  readonly statics?: Evidence;
  /** The folder that people's files are put into, from the project's, such as `media`. */
  readonly media?: { readonly folder: string; readonly at: Evidence };
}

/** Finds how a Django project is served; undefined where neither manage.py nor settings name a module for it. */
export function djangoProject(sources: readonly Source[], isAsync: boolean): DjangoProject | undefined {
  const [settings] = hitsIn(sources, /\bDJANGO_SETTINGS_MODULE["']\s*,\s*["']([A-Za-z_][\w.]{0,200})["']/gu);
  const named = hitsIn(
    sources,
    isAsync
      ? /^ASGI_APPLICATION\s*=\s*["']([\w.]{1,200})\.(\w+)["']/gmu
      : /^WSGI_APPLICATION\s*=\s*["']([\w.]{1,200})\.(\w+)["']/gmu,
  )[0];
  const found =
    named === undefined
      ? undefined
      : { target: `${named.group(1)}:${named.group(2)}`, at: named.at("names what serves it") };
  const guessed =
    settings === undefined
      ? undefined
      : {
          target: `${packageOf(settings.group(1), sources)}.${isAsync ? "asgi" : "wsgi"}:application`,
          at: settings.at("names its settings"),
        };
  const served = found ?? guessed;
  if (served === undefined) return undefined;
  const statics = hitsIn(sources, /^STATIC_ROOT\s*=/gmu)[0]?.at("collects static files");
  const media = hitsIn(sources, /^MEDIA_ROOT\s*=[^\n]*?["']([\w/.-]{1,100})["']/gmu)[0];
  return {
    ...served,
    ...(statics && { statics }),
    ...(media && { media: { folder: media.group(1).replace(/\/$/u, ""), at: media.at("keeps people's files") } }),
  };
}

/** `config.settings.production` and `config.settings` both have their modules in `config`. */
function packageOf(settings: string, sources: readonly Source[]): string {
  const steps = settings.split(".");
  for (let length = steps.length - 1; length > 0; length -= 1) {
    const folder = steps.slice(0, length).join("/");
    if (
      sources.some(
        ({ path }) => /(?:^|\/)[aw]sgi\.py$/u.test(path) && path.replace(/\/?[aw]sgi\.py$/u, "").endsWith(folder),
      )
    ) {
      return steps.slice(0, length).join(".");
    }
  }
  return steps[0] ?? settings;
}
