/** What we ask GitHub: the operations of its REST API that the double in `test/support/github` serves. */
export const GITHUB_OPERATIONS: readonly { readonly method: "get" | "post"; readonly path: string }[] = [
  { method: "get", path: "/user" },
  { method: "get", path: "/users/{username}" },
  { method: "get", path: "/repos/{owner}/{repo}/actions/runs" },
  { method: "get", path: "/repos/{owner}/{repo}/actions/runs/{run_id}" },
  { method: "get", path: "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs" },
  { method: "get", path: "/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments" },
  { method: "post", path: "/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments" },
  { method: "get", path: "/repos/{owner}/{repo}/actions/runs/{run_id}/approvals" },
  { method: "get", path: "/repos/{owner}/{repo}/environments/{environment_name}" },
  { method: "get", path: "/repos/{owner}/{repo}/commits/{commit_sha}/pulls" },
  { method: "get", path: "/repos/{owner}/{repo}/commits/{ref}/check-runs" },
  { method: "get", path: "/repos/{owner}/{repo}/commits/{ref}/check-suites" },
  { method: "get", path: "/repos/{owner}/{repo}/commits/{ref}/status" },
  { method: "get", path: "/repos/{owner}/{repo}/pulls/{pull_number}/commits" },
  { method: "get", path: "/repos/{owner}/{repo}/pulls/{pull_number}/reviews" },
];
