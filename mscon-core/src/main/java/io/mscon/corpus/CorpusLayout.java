package io.mscon.corpus;

/** Layouts that a corpus is drawn in. */
public enum CorpusLayout {
  /** UT-Zap50K as its authors distribute it. */
  ZAPPOS50K,
  /** MEDIC as its authors distribute it. */
  MEDIC,
  /** The same, each picture as large as a photograph: 500x375 at most, some 50 kB. */
  MEDIC_PHOTOGRAPHS
}
