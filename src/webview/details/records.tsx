import type { JSX } from "preact";
import type { NodeView } from "../../protocol/panel.ts";
import { Button } from "../button.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";

interface RecordsProps {
  readonly panel: Panel;
  readonly records: NonNullable<NodeView["records"]>;
}

/** What was written down of a gate that did not open, each one press away. */
export function Records({ panel, records }: RecordsProps): JSX.Element | null {
  if (records.length === 0) return null;
  return (
    <section class="block">
      <h3>{t("Written down")}</h3>
      <ul class="checks">
        {records.map(({ label, path, why }) => (
          <li key={path} class="check">
            <div class="check-text">
              <p class="label">{label}</p>
              {why === undefined ? (
                <Button
                  look="link"
                  icon="go-to-file"
                  label={path}
                  title={t("Open {0}", path)}
                  onPress={() => panel.host.post({ type: "openPlace", path })}
                />
              ) : (
                <p class="message">{why}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
