/** Measures speed and memory of what takes the time, in this process. */
package io.mscon.benchmark;
