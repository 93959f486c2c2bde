/**
 * Signs of a training that goes wrong, computed from the rows and the gradient that a step has at
 * hand: pure functions with their formulas, what they amount to, and what to do about it. Nothing
 * here changes a training.
 */
package io.mscon.health;
