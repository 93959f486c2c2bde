/**
 * What the project's HTML pages have in common: one file, nothing fetched, no script; light and
 * dark; text of a corpus escaped, on one line, and unable to turn what stands around it.
 */
package io.mscon.eval.page;
