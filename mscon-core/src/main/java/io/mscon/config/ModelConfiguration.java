package io.mscon.config;

import io.mscon.model.EncoderDepth;
import io.mscon.model.Stem;

/**
 * The network; keys under {@code model}.
 *
 * @param encoder which residual network
 * @param stem its first layers
 * @param width factor on the channels
 * @param projectionHidden columns of a head's hidden layer
 * @param embeddingSize columns of a head's output
 * @param initialWeights safetensors file of an encoder to begin with; empty if it is drawn
 */
public record ModelConfiguration(
    EncoderDepth encoder,
    Stem stem,
    double width,
    int projectionHidden,
    int embeddingSize,
    String initialWeights) {}
