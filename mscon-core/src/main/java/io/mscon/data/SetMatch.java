package io.mscon.data;

/** How two sets of values compare. */
public enum SetMatch {
  /** Similar (weight 1) if the sets share a value. */
  ANY,
  /** Weight |a∩b| / |a∪b|. */
  JACCARD,
  /** Each (anchor, shared value) pair is a term of its own. */
  PER_VALUE
}
