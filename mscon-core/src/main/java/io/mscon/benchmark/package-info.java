/** Measures speed and memory of what takes the time, in this process and on the calling thread. */
package io.mscon.benchmark;
