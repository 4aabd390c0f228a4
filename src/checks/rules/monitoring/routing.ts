import type { Place } from "../../../core/place.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import { resourcePlaces } from "../signs.ts";

/** How deeply routes may be nested. */
const DEEPEST = 10;
const THINGS = "configurations of Alertmanager";

/** Alerts of different severities go different ways, and every way ends somewhere. */
export const routing: Rule = (workspace) => {
  const judged = workspace.alertmanagers.map(({ value, place }): Judged => ({ place, problem: routeProblem(value) }));
  return verdictOfAll(
    { judged, unread: workspace.unread.monitoring },
    {
      things: THINGS,
      good: "Alerts are routed by severity to receivers that exist.",
      mend: "Route by severity, and give each receiver an address.",
    },
  );
};

function routeProblem(value: unknown): string | undefined {
  const receivers = listAt(value, "receivers");
  const named = new Map(receivers.map((one) => [textAt(one, "name"), one]));
  const routes = routesBelow(at(value, "route"), 0);
  const lost = routes.map((route) => textAt(route, "receiver")).find((name) => name !== undefined && !named.has(name));
  if (lost !== undefined) return `A route leads to ${lost}, which is no receiver`;
  const root = named.get(textAt(at(value, "route"), "receiver"));
  const ways = routes.filter((route) =>
    /severity/u.test(JSON.stringify([at(route, "match"), at(route, "match_re"), at(route, "matchers")])),
  );
  if (root === undefined) return "The root route has no receiver";
  if (ways.length === 0) return "No route asks for a severity";
  const silent = ways
    .map((route) => named.get(textAt(route, "receiver")))
    .find((one) => one !== undefined && isSilent(one));
  return silent === undefined ? undefined : `The receiver ${textAt(silent, "name")} tells nobody`;
}

function isSilent(receiver: unknown): boolean {
  return !Object.keys(mapAt(receiver)).some((key) => /[cC]onfigs$/u.test(key) && listAt(receiver, key).length > 0);
}

function routesBelow(route: unknown, depth: number): readonly unknown[] {
  if (route === undefined || depth > DEEPEST) return [];
  return [route, ...listAt(route, "routes").flatMap((one) => routesBelow(one, depth + 1))];
}

/** Some receiver wakes the person on call. */
export const onCall: Rule = (workspace) => {
  const found = workspace.alertmanagers
    .filter(({ value }) =>
      listAt(value, "receivers").some((receiver) =>
        Object.keys(mapAt(receiver)).some((key) =>
          /^(?:pagerduty|opsgenie|victorops|webex|sns|pushover)_?[cC]onfigs$/u.test(key),
        ),
      ),
    )
    .map(({ place }): Place => place);
  return verdictOfAny(
    {
      found: [
        ...found,
        ...resourcePlaces(workspace, /^(?:pagerduty|opsgenie)_(?:service|schedule|escalation_policy|team)/u),
      ],
      unread: workspace.unread.monitoring,
    },
    { things: "receivers of PagerDuty, Opsgenie and their like", good: "Critical alerts reach the person on call." },
  );
};

/** Alerts are grouped, and a cause silences its consequences. */
export const noise: Rule = (workspace) => {
  const judged = workspace.alertmanagers.map(({ value, place }): Judged => {
    const grouped = listAt(value, "route", "group_by").length + listAt(value, "route", "groupBy").length > 0;
    const inhibited = listAt(value, "inhibit_rules").length + listAt(value, "inhibitRules").length > 0;
    const missing = [...(grouped ? [] : ["grouped"]), ...(inhibited ? [] : ["inhibited"])];
    return { place, problem: missing.length === 0 ? undefined : `Alerts are not ${missing.join(" and not ")}` };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.monitoring },
    { things: THINGS, good: "Alerts are grouped and inhibited.", mend: "Add group_by and inhibit_rules." },
  );
};
