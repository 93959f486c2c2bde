/**
 * NVIDIA's cards: which there are, whether ND4J's CUDA backend has kernels for them, and which one
 * this process works on. The backend itself is on the classpath in the build for GPUs only, and
 * nothing here is compiled against it.
 */
package io.mscon.model.gpu;
