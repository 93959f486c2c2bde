package io.mscon.eval.probe;

/**
 * What a test picture was answered.
 *
 * @param trained by the trained encoder's probe
 * @param random the random encoder's probe's answer
 * @param majority the training split's commonest value, the first of equals
 */
record TestAnswers(Prediction trained, String random, String majority) {}
