import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/event.ts";
import { PlacesSource, type WatchedPlace } from "../../../../src/host/inbox/placesSource.ts";

const place = (environment: string, production: boolean): WatchedPlace => {
  return { application: "shop", environment, production, context: "east", namespace: "shop" };
};

test("environments of one namespace are watched once, as production where one of them is", () => {
  let places = [place("canary", false), place("stable", false)];
  const opened: WatchedPlace[] = [];
  const source = new PlacesSource({
    places: () => places,
    watch: (one) => {
      opened.push(one);
      const onChange = new Emitter<void>().event;
      return { items: [], problems: [], onChange, answer: () => Promise.resolve(), dispose: () => undefined };
    },
  });
  source.look(true);
  source.follow();
  places = [place("canary", false), place("stable", true)];
  source.follow();
  expect(opened).toMatchObject([
    { environment: "canary", production: false, together: [{ environment: "canary" }, { environment: "stable" }] },
    { environment: "canary", production: true, together: [{ production: false }, { production: true }] },
  ]);
});
