/** A file that proves each Debian package that the tier's engine, its base images and its Prometheus come from. */
export const ENGINE_PACKAGES = {
  // Debian's own client: another one on the PATH may lack BuildKit.
  "/usr/bin/docker": "docker.io",
  "/usr/sbin/dockerd": "docker.io",
  "/usr/sbin/debootstrap": "debootstrap",
  "/usr/sbin/ip": "iproute2",
  "/usr/sbin/iptables": "iptables",
  "/usr/bin/prometheus": "prometheus",
  "/usr/bin/setpriv": "util-linux",
} as const;
