package io.mscon.run;

/**
 * What a {@link RunLock} keeps a second driver out of, in the words of its messages.
 *
 * @param verb what the driver does
 * @param option of the command line that names the folder
 */
public record LockedWork(String verb, String option) {
  /** A training in a run's folder. */
  public static final LockedWork TRAINING = new LockedWork("train", "--run");

  /** A preparation of a dataset. */
  public static final LockedWork PREPARATION = new LockedWork("prepare", "--dataset");
}
