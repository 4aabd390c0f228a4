import type { JSX } from "preact";
import type { CheckView } from "../../protocol/panel.ts";
import { Button } from "../button.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { momentText } from "../words/time.ts";

type Measure = NonNullable<CheckView["measure"]>;

/** The number that was found beside the bound it is held against. */
export function MeasureLine({ check: { measure, verdict } }: { readonly check: CheckView }): JSX.Element | null {
  if (measure === undefined) return null;
  return (
    <p class="measure">
      <span class={`value verdict-${verdict}`}>{withUnit(measure.value, measure)}</span>
      <span class="quiet">{boundText(measure)}</span>
    </p>
  );
}

function boundText(measure: Measure): string {
  const bound = withUnit(measure.bound, measure);
  return measure.good === "at-least" ? t("at least {0}", bound) : t("at most {0}", bound);
}

function withUnit(value: number, { unit }: Measure): string {
  return `${value} ${unit}`;
}

interface PlacesProps {
  readonly panel: Panel;
  readonly places: NonNullable<CheckView["places"]>;
}

/** Where the reason stands: one press opens the file at its line. */
export function Places({ panel, places }: PlacesProps): JSX.Element | null {
  if (places.length === 0) return null;
  return (
    <ul class="places">
      {places.map(({ path, line, about }, index) => (
        <li key={`${index} ${path}`}>
          <Button
            look="link"
            icon="go-to-file"
            label={line === undefined ? path : `${path}:${line}`}
            title={t("Open {0}", line === undefined ? path : `${path}:${line}`)}
            onPress={() => panel.host.post({ type: "openPlace", path, ...(line === undefined ? {} : { line }) })}
          />
          {about === undefined ? null : <span class="about">{about}</span>}
        </li>
      ))}
    </ul>
  );
}

interface FilesProps {
  readonly panel: Panel;
  readonly files: NonNullable<CheckView["files"]>;
}

/** The files that were read, each with its date and the beginning of its hash. */
export function Files({ panel, files }: FilesProps): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <ul class="places">
      {files.map(({ path, sha256, madeAt }) => (
        <li key={path}>
          <Button
            look="link"
            icon="file"
            label={path}
            title={t("Open {0}", path)}
            onPress={() => panel.host.post({ type: "openPlace", path })}
          />
          <span class="quiet" title={sha256}>
            {t("of {0}, {1}", momentText(madeAt), `sha256:${sha256.slice(0, 12)}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
