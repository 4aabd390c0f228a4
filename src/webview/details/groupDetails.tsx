import type { JSX } from "preact";
import { collapsedId } from "../../picture/collapse.ts";
import { Button } from "../button.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { nodesText } from "../words/texts.ts";

/** A collapsed group that is selected: what is in it, and the way to open it. */
export function GroupDetails({ panel, id }: { readonly panel: Panel; readonly id: string | undefined }): JSX.Element {
  const { graph } = panel.state;
  const group = graph.value?.groups.find((other) => collapsedId(other.id) === id);
  if (group === undefined) return <p class="quiet">{t("Select a node to see what it is about.")}</p>;
  const nodes = graph.value?.nodes.filter((node) => group.nodes.includes(node.id)) ?? [];
  return (
    <>
      <div class="what">
        <p class="kind">{t("Group")}</p>
        <h2>{group.label}</h2>
        <p class="why">{nodesText(nodes.length)}</p>
      </div>
      <Button label={t("Expand")} icon="expand-all" onPress={() => panel.moves.toggleGroup(group.id)} />
      <ul class="members">
        {nodes.map((node) => (
          <li key={node.id}>
            <Button look="link" label={node.label} onPress={() => panel.moves.go(node.id)} />
          </li>
        ))}
      </ul>
    </>
  );
}
