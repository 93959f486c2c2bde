package io.mscon.model.gpu;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * The variables that CUDA reads when a process first asks for its cards. Java can't change its own
 * environment, so the C library does.
 */
interface VisibleDevices {
  /** The cards that a process may see, by number or UUID; the first of them is its card 0. */
  String VARIABLE = "CUDA_VISIBLE_DEVICES";

  /** How CUDA numbers the cards; nvidia-smi goes by the bus. */
  String ORDER = "CUDA_DEVICE_ORDER";

  /** What a variable is now, or null. */
  String get(String name);

  /** Sets a variable for everything that starts in this process from now on. */
  void set(String name, String value);

  /** Those of this process. */
  static VisibleDevices ofThisProcess() {
    CLibrary library = Native.load("c", CLibrary.class);
    return new VisibleDevices() {
      @Override
      public String get(String name) {
        return library.getenv(name);
      }

      @Override
      public void set(String name, String value) {
        if (library.setenv(name, value, 1) != 0) {
          throw new IllegalStateException("Cannot set " + name + " to " + value);
        }
      }
    };
  }

  /** What is called of the C library. */
  interface CLibrary extends Library {
    /** The value of a variable, or null. */
    String getenv(String name);

    /** Zero if the variable was set. */
    int setenv(String name, String value, int overwrite);
  }
}
