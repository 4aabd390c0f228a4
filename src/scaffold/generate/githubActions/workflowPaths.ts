/** Lints, tests, scans, and builds images. */
export const CI_PATH = ".github/workflows/ci.yml";

/** Delivers a revision from environment to environment. */
export const DEPLOY_PATH = ".github/workflows/deploy.yml";
