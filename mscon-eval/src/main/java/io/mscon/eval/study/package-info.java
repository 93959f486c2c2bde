/** Studies: the runs of a grid one after the other, and how runs compare. */
package io.mscon.eval.study;
