import * as vscode from "vscode";
import type { Clock } from "../../base/clock.ts";
import { messageOf } from "../../base/result.ts";
import type { ClusterPool } from "../clusters/clusterPool.ts";
import { GithubSource } from "../github/githubSource.ts";
import { enterpriseHost, onGithubSession, silentToken } from "../github/session.ts";
import type { Log } from "../log/log.ts";
import type { Parts } from "../ports.ts";
import type { Runs } from "../runs/runs.ts";
import type { ConfigFiles, ShownConfigFile } from "../workspace/configFiles.ts";
import type { InboxSource } from "./inboxSource.ts";
import { PlacesSource, type WatchedPlace } from "./placesSource.ts";
import { watchArgo } from "./watchArgo.ts";
import { watchGuard } from "./watchGuard.ts";

/** What the stores of requests are made with. */
export interface InboxNeeds {
  readonly clock: Clock;
  readonly files: ConfigFiles;
  readonly runs: Runs;
  readonly pool: ClusterPool;
  readonly parts: Pick<Parts, "cluster" | "github">;
  readonly log: Log;
}

/** All stores. Nothing is asked before somebody looks. */
export function inboxSources({ clock, files, runs, pool, parts, log }: InboxNeeds): readonly InboxSource[] {
  const places = (): readonly WatchedPlace[] => files.shown.flatMap(placesOf);
  const guardsIn = async (context: string) => (await parts.cluster()).guards(await pool.get(context));
  const me = async (): Promise<string> => {
    const names = files.shown.flatMap(({ file }) => runs.me(file)?.name ?? []);
    return names[0] ?? "tidegate";
  };
  const guards = new PlacesSource({
    places,
    watch: (place) =>
      watchGuard(
        () => guardsIn(place.context),
        place,
        () => clock.now(),
      ),
  });
  const argo = new PlacesSource({
    places,
    watch: (place) => watchArgo({ connect: () => pool.get(place.context), me }, place),
  });
  const github = githubReviews(files, parts, log);
  const sources = [guards, argo, github];
  for (const source of sources) files.onChange(() => source.follow());
  return sources;
}

function githubReviews(files: ConfigFiles, parts: Pick<Parts, "github">, log: Log): GithubSource {
  const environments = (name: string): readonly boolean[] =>
    files.shown.flatMap((file) => placesOf(file).flatMap((one) => (one.environment === name ? [one.production] : [])));
  return new GithubSource({
    part: parts.github,
    folders: () => files.shown.map(({ uri }) => vscode.Uri.joinPath(uri, "..").fsPath),
    // A name that no file knows may well be production's.
    isProduction: (name) => environments(name).length === 0 || environments(name).includes(true),
    enterprise: enterpriseHost,
    token: silentToken,
    onSession: onGithubSession,
    onError: (error) => log.warn(`Reviews on GitHub: ${messageOf(error)}`),
  });
}

function placesOf({ config }: ShownConfigFile): readonly WatchedPlace[] {
  return Object.entries(config.applications).flatMap(([application, { environments }]) =>
    Object.entries(environments).map(([environment, { context, namespace, production }]) => {
      return { application, environment, context, namespace, production };
    }),
  );
}
