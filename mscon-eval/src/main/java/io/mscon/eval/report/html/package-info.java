/** The report as one HTML page: a class for each section. */
package io.mscon.eval.report.html;
