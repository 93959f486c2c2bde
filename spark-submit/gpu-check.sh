#!/usr/bin/env bash
# Does this machine's GPU train as its CPU does? Checks the loss against its reference values if they are there, then trains 20
# steps on the CPU (oneDNN) and 20 with ND4J, which is on the GPU in the build for GPUs, from the same seed, and compares the
# losses: those of the first two steps, that is the network and one gradient, to 1e-4; later ones to 1 %, because training
# makes differences of rounding grow. In the build for CPUs both are on the CPU.
set -euo pipefail
home=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
cd -- "$home"

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
  --set train.lanes=1 --set train.epochs=4 --set image.size=32 --set optimizer.learning-rate=0.01)
"$mscon" draw-corpus "$work/corpus" --layout zappos50k --pictures 640 >/dev/null
"$mscon" prepare "${settings[@]}" </dev/null >/dev/null 2>"$work/prepare.log" || { cat "$work/prepare.log" >&2; exit 1; }

for engine in onednn dl4j; do
  "$mscon" train "${settings[@]}" --set "compute.engine=$engine" --run "$work/$engine" </dev/null >/dev/null 2>"$work/$engine.log" ||
    { cat "$work/$engine.log" >&2; exit 1; }
  sed -n 's/^{"type":"start".*"engines":\["\([^"]*\)".*/'"$engine"': \1/p' "$work/$engine/metrics.jsonl"
  sed -n 's/^{"type":"step".*"loss":\([^,]*\),.*/\1/p' "$work/$engine/metrics.jsonl" | head -n 20 >"$work/$engine.losses"
done

paste "$work/onednn.losses" "$work/dl4j.losses" | awk '
  {
    d = ($1 - $2) / $1; if (d < 0) d = -d
    if (NR <= 2 && d > first) first = d
    if (d > worst) worst = d
    printf "step %2d  %.6f  %.6f\n", NR, $1, $2
  }
  END {
    printf "largest relative difference: %.1g in two steps (at most 1e-4), %.1g in %d (at most 0.01)\n", first, worst, NR
    exit NR < 20 || first > 1e-4 || worst > 0.01
  }'
