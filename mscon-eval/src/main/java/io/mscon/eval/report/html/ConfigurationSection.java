package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.report.contents.RunContents;
import io.mscon.eval.report.contents.Settings;

/** The page's settings. */
final class ConfigurationSection {
  private final RunContents run;
  private final Html html;

  ConfigurationSection(RunContents run, Html html) {
    this.run = run;
    this.html = html;
  }

  void write() {
    if (run.configurationText().isEmpty()) {
      return;
    }
    html.open("section", "id", "configuration").element("h2", "Configuration");
    html.open("dl", "class", "settings").newLine();
    Settings.of(run.configuration())
        .forEach(
            (key, value) -> {
              html.open("div").element("dt", key).open("dd").foreign(value).close();
              html.close().newLine();
            });
    html.close();
    html.open("details").element("summary", "All settings, defaults included");
    html.element("pre", run.configurationText()).close();
    html.element(
        "p",
        "SHA-256 of configuration.conf: " + run.configurationDigest(),
        "class",
        "remark digest");
    html.close().newLine();
  }
}
