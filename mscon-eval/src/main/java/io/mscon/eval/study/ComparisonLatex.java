package io.mscon.eval.study;

import java.util.List;
import java.util.stream.Collectors;

/** A comparison as LaTeX tables that need the package booktabs. */
final class ComparisonLatex {
  private ComparisonLatex() {}

  static String of(Comparison comparison) {
    return "% "
        + comparison.title().replace('\n', ' ')
        + "; needs \\usepackage{booktabs}\n"
        + ComparisonTable.all(comparison).stream()
            .map(ComparisonLatex::table)
            .collect(Collectors.joining("\n"));
  }

  private static String table(ComparisonTable table) {
    StringBuilder text = new StringBuilder("\\begin{table}\n  \\centering\n");
    text.append("  \\caption{").append(escaped(table.caption())).append("}\n");
    text.append("  \\begin{tabular}{l").append("r".repeat(table.head().size() - 1));
    text.append("}\n    \\toprule\n").append(row(table.head())).append("    \\midrule\n");
    table.rows().forEach(row -> text.append(row(row)));
    return text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
  }

  private static String row(List<String> cells) {
    return "    "
        + cells.stream().map(ComparisonLatex::escaped).collect(Collectors.joining(" & "))
        + " \\\\\n";
  }

  /** Text with what LaTeX reads otherwise, and with what it has in formulas only. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char character : text.toCharArray()) {
      switch (character) {
        case '\\' -> escaped.append("\\textbackslash{}");
        case '~' -> escaped.append("\\textasciitilde{}");
        case '^' -> escaped.append("\\textasciicircum{}");
        case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(character);
        case '±' -> escaped.append("$\\pm$");
        case 'σ' -> escaped.append("$\\sigma$");
        case '²' -> escaped.append("$^2$");
        case '–' -> escaped.append("--");
        default -> escaped.append(character);
      }
    }
    // A hyphen before a number is a minus.
    return escaped.toString().replaceAll("(^|[\\[ ])-(?=\\d)", "$1\\$-\\$");
  }
}
