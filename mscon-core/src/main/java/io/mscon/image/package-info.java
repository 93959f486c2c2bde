/**
 * From encoded pictures to the numbers a network is fed: decoding, random augmentation as a pure
 * function of (seed, epoch, sample id, view), and the fixed transform of evaluation.
 */
package io.mscon.image;
