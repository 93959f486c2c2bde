/** What a run's folder says, read for its report. */
package io.mscon.eval.report.contents;
