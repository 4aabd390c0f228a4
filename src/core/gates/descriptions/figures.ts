import { describe } from "../description.ts";

/** Figures with a bound, which are measured where they can be; elsewhere a person who knows says how it is. */
export const FIGURE_CHECKS = describe("quality", {
  "image-small": {
    label: "The image stays below 500 MB",
    why: "Every new node has to pull it before it helps.",
    reads: "the layers that the registry names, as they are pulled",
    source: "safety-handbook.md:1278",
  },
  "pipeline-fast": {
    label: "The pipeline takes less than five minutes",
    why: "People go around a pipeline that they wait for.",
    reads: "the jobs of the commit's workflow runs on GitHub",
    source: "safety-handbook.md:1301",
  },
  "rollback-time": {
    label: "Going back takes five minutes at most",
    why: "How long an outage may last is decided before it begins.",
    reads: "the last run that went back this way",
    source: "safety-handbook.md:231",
  },
});
