package io.mscon.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password in an address, as in s3a://KEY:SECRET@bucket/: it would stand in every log, report and
 * stored configuration, so such addresses are refused, and messages show them without it.
 */
public final class AddressPassword {
  /** What to do instead. */
  public static final String REMEDY =
      "give credentials to Hadoop: core-site.xml, a credential provider, or the environment";

  private static final Pattern PASSWORD =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/@]*:[^/@]*@");

  private AddressPassword() {}

  /**
   * Whether an address holds one.
   *
   * @param address of a file or folder
   */
  public static boolean in(String address) {
    return PASSWORD.matcher(address).find();
  }

  /**
   * The address without user and password.
   *
   * @param address of a file or folder
   */
  public static String masked(String address) {
    Matcher matcher = PASSWORD.matcher(address);
    return matcher.find() ? matcher.replaceFirst("$1***@") : address;
  }
}
