/** Holds the loss against reference values in files. */
package io.mscon.loss.verify;
