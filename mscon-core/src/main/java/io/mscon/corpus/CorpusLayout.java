package io.mscon.corpus;

/** Layouts that a corpus is drawn in. */
public enum CorpusLayout {
  /** UT-Zap50K as its authors distribute it. */
  ZAPPOS50K,
  /** MEDIC as its authors distribute it. */
  MEDIC
}
