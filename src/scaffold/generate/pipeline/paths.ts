/** Where the overlays of the environments lie, from the root of the tree. */
export const OVERLAYS = "k8s/overlays";

/** Where a pipeline writes what it delivers: an overlay over an environment's own, with the digests of the images. */
export const RELEASE = "k8s/release";
