#!/usr/bin/env bash
# Trains the network that ships as digits.onnx; half an hour on two cores.
# Usage: train-digits.sh OUT.onnx [DATA [PROGRAM]]; DATA: mnist+generated, or mnist+generated:FOLDER of MNIST's files.
set -euo pipefail
usage="usage: train-digits.sh OUT.onnx [DATA [PROGRAM]]"
out=$(realpath -m "${1:?$usage}") data=${2:-mnist+generated} program=${3:-convlens}
if [[ $out != *.onnx || ! -w $(dirname "$out") ]]; then
  echo "train-digits.sh: $out cannot be written, or is no .onnx file; choose another place" >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

both=(--data "$data" --hold-out 21 --scribbles 0.06 --batch 128)
"$program" train "${both[@]}" --model digits --variant batch-norm=on --epochs 22 --lr 0.1 --weight-decay 0.0005 \
  --augment drawings,coarse=0.15,erase=0.1,noise=0.15 --seed 1 --out "$work/first.onnx"

# Milder changes bring the network back to the pictures that it will see.
mild=drawings,shift=1,rotate=7,scale=0.07,shear=0.1,elastic=0.5,stretch=0.2,thickness=0.5,contrast=0.3
for seed in 7 8 9; do
  "$program" train "${both[@]}" --model "$work/first.onnx" --epochs 6 --lr 0.04 --weight-decay 0.0002 \
    --augment "$mild,coarse=0.12,erase=0.08,noise=0.15" --seed "$seed" --out "$work/second-$seed.onnx"
done
# Folds batch norm into the weights as well.
"$program" average "$work"/second-{7,8,9}.onnx --data "$data" --hold-out 21 --out "$out"
