/**
 * Where on the path a release is rolled out: once its containers are prepared, or once all kinds are brought together.
 * The option is one of the deployment type's.
 */
export const DEPLOYING = [
  { option: "container-orchestration", from: "DEPLOY_APPLICATIONS", to: "VALIDATE_CONTAINER_DEPLOYMENT" },
  { option: "comprehensive-devops", from: "COORDINATE_DEVOPS_INTEGRATION", to: "COMPREHENSIVE_DEVOPS_VALIDATION" },
] as const;
