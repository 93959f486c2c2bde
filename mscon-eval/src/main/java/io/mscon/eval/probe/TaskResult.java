package io.mscon.eval.probe;

/**
 * What a probe of one label came to; accuracies are between 0 and 1.
 *
 * @param name the label
 * @param domain whether the encoder was trained on it
 * @param classes values in the training split
 * @param trainCount training pictures that have the label
 * @param testCount test pictures that have the label
 * @param top1 share of these that the probe gets right
 * @param majorityTop1 share that always answering the training split's commonest value gets right
 * @param randomEncoderTop1 share that a probe of a random encoder's features gets right
 * @param regularisation the candidate that was best on the validation split
 * @param validationTop1 how good it was there
 */
public record TaskResult(
    String name,
    Domain domain,
    int classes,
    long trainCount,
    long testCount,
    double top1,
    double majorityTop1,
    double randomEncoderTop1,
    double regularisation,
    double validationTop1) {}
