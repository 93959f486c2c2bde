package io.mscon.eval.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An HTML page: no script, nothing fetched. */
public final class Page {
  private static final String STYLE = "page.css";

  /** Whatever a label says, the page can't fetch or run anything. */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  private Page() {}

  /**
   * Writes a page.
   *
   * @param title as the browser shows it; may hold text of a corpus
   * @param ownStyle CSS beside that of all pages
   * @param body writes what stands on the page
   */
  public static String of(String title, String ownStyle, Consumer<Html> body) {
    Html html = new Html();
    html.open("html", "lang", "en").newLine();
    head(html, title, style(Page.class, STYLE) + ownStyle);
    html.open("body").newLine().open("main").newLine();
    body.accept(html);
    html.close().close().close().newLine();
    return "<!DOCTYPE html>\n" + html;
  }

  /**
   * Reads CSS.
   *
   * @param beside a class in whose package it lies
   * @param name the file's
   */
  public static String style(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }

  private static void head(Html html, String title, String style) {
    html.open("head").newLine();
    html.single("meta", "charset", "utf-8");
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", PlainText.line(title)).newLine();
    html.element("style", style).close().newLine();
  }
}
