/** The versions that `go.mod` pins, as people name them. */
export const VERSIONS = { kubernetes: "v1.36.3", etcd: "3.6.8", kwok: "v0.8.0" } as const;

/** What the control plane is made of: the file it becomes in `bin`, and the Go command it is built from. */
export const BINARIES = {
  etcd: "go.etcd.io/etcd/server/v3",
  "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
  "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
  "kube-scheduler": "k8s.io/kubernetes/cmd/kube-scheduler",
  kwok: "sigs.k8s.io/kwok/cmd/kwok",
  kubectl: "k8s.io/kubernetes/cmd/kubectl",
  kubelet: "k8s.io/kubernetes/cmd/kubelet",
} as const;

const VERSION_PACKAGE = "k8s.io/component-base/version";

/** Small binaries that report the release they are, as Kubernetes' own build does; without it they say v0.0.0. */
export const LINKER_FLAGS = [
  "-s",
  "-w",
  `-X ${VERSION_PACKAGE}.gitVersion=${VERSIONS.kubernetes}`,
  `-X ${VERSION_PACKAGE}.gitMajor=1`,
  `-X ${VERSION_PACKAGE}.gitMinor=36`,
].join(" ");
