#!/usr/bin/env bash
# Tells Spark which GPUs this machine or pod has (spark.{driver,executor}.resource.gpu.discoveryScript): {"name": "gpu", "addresses":
# ["0", "1"]}, the numbers that nvidia-smi gives them.
set -euo pipefail

if ! command -v nvidia-smi >/dev/null; then
  echo "gpu-discovery.sh: Cannot find GPUs: there is no nvidia-smi (install NVIDIA's driver; in a pod, its device plugin and" \
    "NVIDIA_DRIVER_CAPABILITIES=compute,utility)" >&2
  exit 1
fi
if ! answer=$(nvidia-smi --query-gpu=index --format=csv,noheader); then
  echo "gpu-discovery.sh: Cannot find GPUs: nvidia-smi failed: $answer" >&2
  exit 1
fi
addresses=()
while read -r index; do
  [[ -n $index ]] || continue
  if [[ ! $index =~ ^[0-9]+$ ]]; then
    echo "gpu-discovery.sh: Cannot find GPUs: nvidia-smi answers '$index' (a number was expected)" >&2
    exit 1
  fi
  addresses+=("\"$index\"")
done <<<"$answer"
if ((${#addresses[@]} == 0)); then
  echo "gpu-discovery.sh: Cannot find GPUs: nvidia-smi lists none" >&2
  exit 1
fi
(
  IFS=,
  printf '{"name": "gpu", "addresses": [%s]}\n' "${addresses[*]}"
)
