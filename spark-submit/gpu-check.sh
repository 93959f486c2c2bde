#!/usr/bin/env bash
# Does this machine's GPU train as its CPU does? Checks the loss against its reference values if they are there, then trains 20
# steps on the CPU (oneDNN) and 20 with ND4J, which is on the GPU in the build for GPUs, from the same seed, and compares the
# losses step by step. In the build for CPUs both are on the CPU.
#
#   spark-submit/gpu-check.sh [LARGEST RELATIVE DIFFERENCE]      default: 0.001
set -euo pipefail
home=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
cd -- "$home"

largest=${1:-0.001}
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mscon=./spark-submit/mscon

golden=(mscon-core/src/test/resources/golden/*.json)
if [[ -e ${golden[0]} ]]; then
  "$mscon" verify-loss "${golden[@]}"
else
  echo "The loss's reference values are not here (they are in the source tree): not checked"
fi

settings=(--conf conf/demo.conf --dataset "$work/dataset" --master 'local[1]' --set "data.source=$work/corpus"
  --set train.lanes=1 --set train.epochs=3 --set image.size=32 --set optimizer.learning-rate=0.01)
"$mscon" draw-corpus "$work/corpus" --layout zappos50k --pictures 640 >/dev/null
"$mscon" prepare "${settings[@]}" </dev/null >/dev/null 2>"$work/prepare.log" || { cat "$work/prepare.log" >&2; exit 1; }

for engine in onednn dl4j; do
  "$mscon" train "${settings[@]}" --set "compute.engine=$engine" --run "$work/$engine" </dev/null >/dev/null 2>"$work/$engine.log" ||
    { cat "$work/$engine.log" >&2; exit 1; }
  sed -n 's/^{"type":"start".*"engines":\["\([^"]*\)".*/'"$engine"': \1/p' "$work/$engine/metrics.jsonl"
  sed -n 's/^{"type":"step".*"loss":\([^,]*\),.*/\1/p' "$work/$engine/metrics.jsonl" | head -n 20 >"$work/$engine.losses"
done

paste "$work/onednn.losses" "$work/dl4j.losses" | awk -v largest="$largest" '
  { d = ($1 - $2) / $1; if (d < 0) d = -d; if (d > worst) worst = d; printf "step %2d  %.6f  %.6f\n", NR, $1, $2 }
  END {
    printf "largest relative difference of %d steps: %.2g (at most %s)\n", NR, worst, largest
    exit NR < 20 || worst > largest
  }'
