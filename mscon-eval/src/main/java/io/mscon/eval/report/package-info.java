/** Tables for people. */
package io.mscon.eval.report;
