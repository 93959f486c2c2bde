package io.mscon.config;

/**
 * A run of a study.
 *
 * @param name unique in the study, made of what tells it from the other cells; good for a folder
 * @param series what it is compared as: all that tells it from other cells but the seed and {@link
 *     StudyConfiguration#against}
 * @param place its value of {@link StudyConfiguration#against}; "" if there is none
 * @param configuration every setting
 */
public record StudyCell(String name, String series, String place, Configuration configuration) {}
