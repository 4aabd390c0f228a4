import { describe } from "../description.ts";

/** What nothing measures: somebody who knows says how it is, in a sentence, and the word runs out. */
export const PEOPLE_CHECKS = describe("people", {
  "staging-alike": {
    label: "Staging is like production",
    why: "What proved itself somewhere else proved little.",
    reads: "a person's word; `tidegate compare` shows both side by side",
    source: "safety-handbook.md:202",
  },
  "migrations-tested": {
    label: "Database migrations were tried, with their way back",
    why: "A schema that was changed is not restored by an older image.",
    reads: "a person's word",
    source: "safety-handbook.md:205",
  },
  "stakeholders-told": {
    label: "Everybody concerned knows when",
    why: "Who is surprised by a change reports it as an outage.",
    reads: "a person's word",
    source: "safety-handbook.md:210",
  },
  "on-call-available": {
    label: "Somebody is on call and in reach",
    why: "The first minutes of a failure are lost where nobody is there.",
    reads: "a person's word, with the name of who is on call",
    source: "safety-handbook.md:211",
  },
  "gradual-strategy": {
    label: "The new version comes beside the old one",
    why: "Where both stand, going back is a switch and no rebuild.",
    reads: "a person's word",
    source: "safety-handbook.md:216",
  },
  "feature-flags": {
    label: "Risky changes have a switch of their own",
    why: "A flag takes back one feature, a rollback all of them.",
    reads: "a person's word",
    source: "safety-handbook.md:219",
  },
  "traffic-plan": {
    label: "It is settled how traffic moves over",
    why: "A first share that is small keeps a first mistake small.",
    reads: "a person's word",
    source: "safety-handbook.md:220",
  },
  "dashboard-open": {
    label: "Somebody watches the live figures",
    why: "A dashboard that nobody looks at warns nobody.",
    reads: "a person's word",
    source: "safety-handbook.md:223",
  },
  "data-way-back": {
    label: "Changed data can be brought back",
    why: "An older program may not be able to read what the newer one wrote.",
    reads: "a person's word",
    source: "safety-handbook.md:232",
  },
  "infra-explained": {
    label: "It says how the infrastructure is used",
    why: "Code that only its author can apply is no safeguard.",
    reads: "a person's word",
    source: "safety-handbook.md:1309",
  },
  "availability-tracked": {
    label: "Availability is counted against 99.9 %",
    why: "Without an aim nobody can say whether it was a bad month.",
    reads: "a person's word",
    source: "safety-handbook.md:1317",
  },
});
