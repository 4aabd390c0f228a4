import type { JSX } from "preact";
import type { NodeView } from "../../protocol/panel.ts";
import type { PictureNode } from "../../protocol/picture.ts";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import type { Panel, PanelProps } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { kindText, STATE_ICON, stateText } from "../words/texts.ts";
import { Approval } from "./approval.tsx";
import { Checks } from "./checks.tsx";
import { GroupDetails } from "./groupDetails.tsx";
import { Question } from "./question.tsx";
import { Records } from "./records.tsx";
import { Rollouts } from "./rollouts.tsx";
import { Visits } from "./visits.tsx";

/** Everything about the node that is selected. */
export function Details({ panel }: PanelProps): JSX.Element {
  const { shown, graph, views } = panel.state;
  const id = shown.value;
  const node = graph.value?.nodes.find((other) => other.id === id);
  const view = id === undefined ? undefined : views.value.get(id);
  return (
    <section
      class="details"
      aria-label={t("Details")}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") panel.focus("graph");
      }}
    >
      {node !== undefined && view !== undefined ? (
        <NodeDetails key={node.id} panel={panel} node={node} view={view} />
      ) : (
        <GroupDetails panel={panel} id={id} />
      )}
    </section>
  );
}

interface NodeProps {
  readonly panel: Panel;
  readonly node: PictureNode;
  readonly view: NodeView;
}

function NodeDetails({ panel, node, view }: NodeProps): JSX.Element {
  const hasRun = panel.state.snapshot.value?.run !== undefined;
  return (
    <>
      <div class="what">
        <p class="kind">
          {kindText(node.kind)}
          {hasRun ? (
            <span class={`state state-${view.state}`}>
              <Icon name={STATE_ICON[view.state]} /> {stateText(view.state)}
            </span>
          ) : null}
        </p>
        <h2>{node.label}</h2>
        {view.why === undefined ? null : <p class="why">{view.why}</p>}
        {view.blocked === undefined ? null : (
          <p class="notice">
            <Icon name="clockface" tone="warning" />
            <span>{view.blocked}</span>
          </p>
        )}
      </div>
      {view.question === undefined ? null : <Question panel={panel} node={node.id} question={view.question} />}
      {view.approval === undefined ? null : <Approval panel={panel} node={node.id} approval={view.approval} />}
      <Rollouts rollouts={view.rollouts} />
      <Checks panel={panel} node={node.id} checks={view.checks} here={isHere(view)} />
      <Records panel={panel} records={view.records ?? []} />
      {view.detail === undefined ? null : (
        <section class="block">
          <h3>{t("What it is about")}</h3>
          <p class="lines">{view.detail}</p>
        </section>
      )}
      <Visits visits={view.visits} limit={view.limit} now={panel.time.now} />
      <Origin panel={panel} view={view} />
    </>
  );
}

/** Where the rule comes from, and what a handoff is named by. */
function Origin({ panel, view }: Pick<NodeProps, "panel" | "view">): JSX.Element | null {
  if (view.source === undefined && view.token === undefined) return null;
  return (
    <section class="block origin">
      {view.source === undefined ? null : (
        <Button
          look="link"
          icon="go-to-file"
          label={view.source}
          title={t("Open {0}", view.source)}
          onPress={() => panel.host.post({ type: "openSource", node: view.id })}
        />
      )}
      {view.token === undefined ? null : <code class="token">{view.token}</code>}
    </section>
  );
}

function isHere({ state }: NodeView): boolean {
  return state === "now" || state === "waiting";
}
