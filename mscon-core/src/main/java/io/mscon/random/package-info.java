/** Counter-based random streams: the only source of randomness in mscon. */
package io.mscon.random;
