/**
 * The first process of the node's own process and mount namespaces. What it starts ends with it, and what it or its
 * children mount is gone with the last of them, however they end: nothing of the node stays on the machine.
 *
 * Arguments: containerd's configuration, its socket, the archive of images, then the kubelet's command line.
 */
export const NODE_SCRIPT = String.raw`
set -eu
config=$1 socket=$2 images=$3
shift 3
# Nothing that the parts write outside their folders reaches the machine.
for folder in /run /var/lib /var/log; do mount --no-mtab -t tmpfs tmpfs $folder; done
# The kubelet sets these for the whole kernel and will not start if it cannot: it may have copies.
for name in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \
  kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  [ -e /proc/sys/$name ] || continue
  copy=/run/$(basename $name)
  cat /proc/sys/$name > $copy
  mount --no-mtab --bind $copy /proc/sys/$name
done
containerd --config "$config" --log-level warn &
# The kubelet would wait for it by itself, but the import would not.
for _ in $(seq 600); do ctr --address "$socket" version > /dev/null 2>&1 && break; sleep 0.1; done
ctr --address "$socket" --namespace k8s.io images import "$images" > /dev/null
"$@" &
wait -n
echo "A part of the node has ended." >&2
exit 1
`;
