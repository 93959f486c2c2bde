/** Flat vectors of numbers in single or double precision, and how they travel as raw bytes. */
package io.mscon.numeric;
