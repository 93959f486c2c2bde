/**
 * Encoders as safetensors files, with torchvision's names: out for PyTorch, in as first weights.
 * The format: the header's length as 8 little-endian bytes, a JSON header with every tensor's type,
 * shape and place, then the tensors' bytes.
 */
package io.mscon.model.safetensors;
