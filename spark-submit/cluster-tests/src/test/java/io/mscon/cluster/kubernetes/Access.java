package io.mscon.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A right that somebody needs or has.
 *
 * @param resource plural name, such as {@code pods}
 * @param verb as roles name them, such as {@code deletecollection}
 */
record Access(String resource, String verb) implements Comparable<Access> {
  private static final Pattern PATH =
      Pattern.compile("/api/v1/namespaces/[^/?]+/([a-z]+)(/[^/?]+)?(?:/[a-z]+)?(\\?.*)?");

  /**
   * The rights that a request needs.
   *
   * @param method of HTTP
   * @param path with its query
   */
  static List<Access> of(String method, String path) {
    Matcher match = PATH.matcher(path);
    if (!match.matches()) {
      throw new IllegalArgumentException("Cannot read the request: " + method + " " + path);
    }
    boolean one = match.group(2) != null;
    boolean watch = match.group(3) != null && match.group(3).contains("watch=true");
    return verbs(method, one, watch).stream()
        .map(verb -> new Access(match.group(1), verb))
        .toList();
  }

  private static List<String> verbs(String method, boolean one, boolean watch) {
    return switch (method) {
      case "GET" -> List.of(watch ? "watch" : one ? "get" : "list");
      case "POST" -> List.of("create");
      case "PUT" -> List.of("update");
        // Applied at the server: what is not there is created.
      case "APPLY" -> List.of("patch", "create");
      case "PATCH" -> List.of("patch");
      case "DELETE" -> List.of(one ? "delete" : "deletecollection");
      default -> throw new IllegalArgumentException("Unknown method: " + method);
    };
  }

  /** What a role allows. */
  static Set<Access> of(Role role) {
    return role.getRules().stream()
        .flatMap(
            rule ->
                rule.getResources().stream()
                    .flatMap(
                        resource ->
                            rule.getVerbs().stream().map(verb -> new Access(resource, verb))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public int compareTo(Access other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return verb + " " + resource;
  }
}
