/**
 * What a run leaves behind: its folder, model, checkpoints, metrics and the rules by which files
 * are written.
 */
package io.mscon.run;
