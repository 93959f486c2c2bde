/**
 * The command line: reads options and configuration, runs the stages, turns failures into messages
 * and exit codes. Holds no logic of the stages.
 */
package io.mscon.submit;
