package io.mscon.submit;

import io.mscon.config.Configuration;

/**
 * What a stage works with.
 *
 * @param configuration every setting
 * @param dataset folder of the prepared dataset
 * @param run folder of the run
 * @param master Spark's, where nothing else says it
 */
record RunSetup(Configuration configuration, String dataset, String run, String master) {}
