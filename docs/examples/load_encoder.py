"""Loads an encoder that mscon trained into torchvision's ResNet.

    pip install torch torchvision safetensors
    python docs/examples/load_encoder.py RUN/model/encoder.safetensors

    from load_encoder import load
    encoder = load("RUN/model/encoder.safetensors")   # in evaluation mode
    features = encoder(images)                        # [rows, 3, size, size] -> [rows, columns]

Images are RGB from 0 to 1, minus image.mean, over image.standard-deviation of the run's
configuration.conf. A second file with tensors `images` and `features` is compared: the largest
difference is printed, and the status is 1 if it is above 1e-4 of the largest feature.
"""

import sys

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

SHAPES = {
    "resnet18": (BasicBlock, [2, 2, 2, 2]),
    "resnet34": (BasicBlock, [3, 4, 6, 3]),
    "resnet50": (Bottleneck, [3, 4, 6, 3]),
}
TOLERANCE = 1e-4


class Encoder(ResNet):
    """torchvision's ResNet with mscon's width and stem, and no last layer: f(x)."""

    def __init__(self, encoder, stem, width):
        block, blocks = SHAPES[encoder]
        super().__init__(block, blocks)
        channels = [max(8, int(64 * 2**stage * width / 8 + 0.5) * 8) for stage in range(4)]
        self.inplanes = channels[0]
        if stem == "small-image":
            self.conv1 = nn.Conv2d(3, channels[0], 3, stride=1, padding=1, bias=False)
            self.maxpool = nn.Identity()
        else:
            self.conv1 = nn.Conv2d(3, channels[0], 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(channels[0])
        for stage in range(4):
            stride = 1 if stage == 0 else 2
            layer = self._make_layer(block, channels[stage], blocks[stage], stride=stride)
            setattr(self, f"layer{stage + 1}", layer)
        self.fc = nn.Identity()


def load(path):
    with safe_open(path, framework="pt") as file:
        about = file.metadata()
    encoder = Encoder(about["encoder"], about["stem"], float(about["width"]))
    # Only BatchNorm's counters of batches are missing, which PyTorch fills in.
    encoder.load_state_dict(load_file(path))
    return encoder.eval()


def main(path, check=None):
    encoder = load(path)
    parameters = sum(tensor.numel() for tensor in encoder.parameters())
    print(f"{path}: {parameters} parameters")
    if check is None:
        return 0
    expected = load_file(check)
    with torch.no_grad():
        found = encoder(expected["images"])
    largest = expected["features"].abs().max().item()
    difference = (found - expected["features"]).abs().max().item()
    print(f"{tuple(found.shape)} features up to {largest:.4g}, largest difference {difference:.2g}")
    return int(not difference <= TOLERANCE * largest)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
