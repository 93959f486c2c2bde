package io.mscon.model;

import java.io.Serializable;
import org.bytedeco.javacpp.Pointer;

/**
 * Limits on native memory that JavaCPP enforces in this JVM, in bytes; 0 is none.
 *
 * @param bytes that may be taken ({@code org.bytedeco.javacpp.maxbytes})
 * @param physicalBytes of the whole process ({@code org.bytedeco.javacpp.maxphysicalbytes})
 */
public record NativeLimits(long bytes, long physicalBytes) implements Serializable {

  /** The limits of this JVM. */
  public static NativeLimits ofThisJvm() {
    return new NativeLimits(Pointer.maxBytes(), Pointer.maxPhysicalBytes());
  }
}
