import type { JSX } from "preact";
import type { QuestionView } from "../../protocol/panel.ts";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { withParts } from "../words/withParts.ts";

interface QuestionProps {
  readonly panel: Panel;
  readonly node: string;
  readonly question: QuestionView;
}

/** What is asked, what the workspace suggests, and the ways on. */
export function Question({ panel, node, question }: QuestionProps): JSX.Element {
  const { proposal, options, waiting } = question;
  return (
    <section class="block">
      <h3>{question.question}</h3>
      {proposal === undefined ? null : (
        <p class="proposal">
          <Icon name="lightbulb" />
          <span>
            {withParts(
              t("Suggested: {0}. {1}"),
              <strong>{labelOf(question, proposal.option)}</strong>,
              proposal.because,
            )}
          </span>
        </p>
      )}
      {waiting ? (
        <div class="options">
          {options
            .filter(({ open }) => open)
            .map(({ id, label }) => (
              <Button
                key={id}
                label={label}
                look={id === proposal?.option ? "primary" : "secondary"}
                onPress={() => panel.host.post({ type: "choose", node, option: id })}
              />
            ))}
        </div>
      ) : (
        <ul class="choices">
          {options.map(({ id, label }) => (
            <li key={id}>{label}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function labelOf({ options }: QuestionView, id: string): string {
  return options.find((option) => option.id === id)?.label ?? id;
}
