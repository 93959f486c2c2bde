/** Where the trained encoder puts the test pictures: a map of them, and which are near which. */
package io.mscon.eval.report.embedding;
