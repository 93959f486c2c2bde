/** Optimisers and learning-rate schedules on flat vectors. */
package io.mscon.optim;
