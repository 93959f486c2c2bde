package io.mscon.spark.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A fault that strikes once, in whichever process gets there first: who makes the marker file
 * strikes.
 *
 * @param kind what happens
 * @param phase in which
 * @param step optimiser steps done before it
 * @param part the lane, or the range of parameters
 * @param marker path of the file that says that it struck
 */
record InjectedFault(Kind kind, Phase phase, long step, int part, String marker)
    implements PhaseHook {

  /** What happens. */
  enum Kind {
    /** The task fails. */
    THROW("a task fails"),
    /** The executor dies. */
    HALT("an executor dies"),
    /** The task hangs until it is interrupted. */
    STALL("a task hangs"),
    /** A bit of the result changes on its way. */
    CORRUPT("a result is damaged on its way");

    private final String inWords;

    Kind(String inWords) {
      this.inWords = inWords;
    }

    /** For the table. */
    String inWords() {
      return inWords;
    }
  }

  /** Whether it struck. */
  boolean struck() {
    return Files.exists(Path.of(marker));
  }

  @Override
  public void enter(Phase entered, long atStep, int atPart) {
    if (kind != Kind.CORRUPT && isHere(entered, atStep, atPart) && isFirst()) {
      strike();
    }
  }

  @Override
  public Parcel leave(Phase left, long atStep, int atPart, Parcel result) {
    boolean strikes = kind == Kind.CORRUPT && isHere(left, atStep, atPart) && isFirst();
    return strikes ? damaged(result) : result;
  }

  private boolean isHere(Phase otherPhase, long otherStep, int otherPart) {
    return phase == otherPhase && step == otherStep && part == otherPart;
  }

  private boolean isFirst() {
    try {
      Files.createFile(Path.of(marker));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void strike() {
    switch (kind) {
      case THROW -> throw new IllegalStateException("injected fault");
      case HALT -> Runtime.getRuntime().halt(137);
      case STALL -> hang();
      case CORRUPT -> throw new AssertionError("strikes when the result leaves");
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it hung", e);
    }
  }

  private static Parcel damaged(Parcel result) {
    byte[] bytes = result.bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    return new Parcel(bytes);
  }
}
