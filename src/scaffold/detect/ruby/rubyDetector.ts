import type { Detector, Member } from "../detector.ts";
import { rubyApplications } from "./rubyApplications.ts";
import { readRubyProject, type RubyProject } from "./rubyProject.ts";
import { rubyServer } from "./rubyServer.ts";
import { rubyVariables } from "./rubyCode.ts";
import { rubyWorker } from "./rubyWorkers.ts";
import { railsVariables } from "./rubyNeeds.ts";

/** Ruby: Rails, Sinatra, Hanami, any Rack application, servers of its own, and workers beside them. */
export const rubyDetector: Detector = {
  ecosystem: "ruby",
  markers: ["Gemfile"],
  async detect(folder) {
    const project = await readRubyProject(folder);
    if (project === undefined || isSite(project)) return { is: "nothing", problems: [] };
    const readings = [...rubyVariables(project.sources), ...railsVariables(project)];
    const server = await rubyServer(project, readings);
    const worker = await rubyWorker(project);
    if (server === undefined && worker === undefined) return notDeployed(project);
    return { is: "application", ...(await rubyApplications(project, server, worker, readings)) };
  },
};

/** Pages that are made from texts: their gems are the tool, and not what runs. */
function isSite({ gem, folder }: RubyProject): boolean {
  return (
    gem("jekyll", "github-pages", "middleman", "bridgetown", "nanoc") !== undefined &&
    !folder.has("config/application.rb")
  );
}

function notDeployed({ gemfile, folder }: RubyProject): Member {
  const isGem = gemfile.gemspec || folder.files.some((path) => /^[^/]+\.gemspec$/u.test(path));
  if (isGem) return { is: "library", why: "it is packed as a gem", problems: [] };
  const isTooling = gemfile.gems.every(
    ({ name, runs }) => !runs || /^(?:fastlane|cocoapods|rake|rubocop|danger|xcpretty)/u.test(name),
  );
  return isTooling
    ? { is: "nothing", problems: [] }
    : { is: "library", why: "nothing in it serves or works on", problems: [] };
}
