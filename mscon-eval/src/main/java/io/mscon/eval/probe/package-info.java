/** Linear probes: how well a label can be told from frozen features. */
package io.mscon.eval.probe;
