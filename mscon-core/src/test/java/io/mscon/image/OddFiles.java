package io.mscon.image;

import java.util.Map;
import java.util.TreeMap;

/** Files that are none of the pictures that are read. */
final class OddFiles {
  private OddFiles() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    put(all, "no byte", "");
    put(all, "1 byte", "\u0089");
    put(all, "zeros", "\0".repeat(500));
    put(all, "TIFF, of Intel's order", "II*\0\10\0\0\0\0\0");
    put(all, "TIFF, of Motorola's order", "MM\0*\0\0\0\10\0\0");
    put(all, "HEIC", "\0\0\0\30ftypheic\0\0\0\0mif1heic");
    put(all, "AVIF", "\0\0\0\34ftypavif\0\0\0\0mif1avif");
    put(all, "video (MP4)", "\0\0\0\30ftypmp42\0\0\0\0isommp42");
    put(all, "JPEG 2000", "\0\0\0\u000cjP  \r\n\u0087\n");
    put(all, "JPEG XL", "\u00ff\n\u00fa\u001f");
    put(all, "Windows icon", "\0\0\1\0\1\0\20\20");
    put(all, "Photoshop", "8BPS\0\1\0\0");
    put(all, "PDF", "%PDF-1.7\n");
    put(all, "PostScript", "%!PS-Adobe-3.0\n");
    put(all, "ZIP archive", "PK\3\4\24\0\0\0");
    put(all, "gzip", "\u001f\u008b\10\0");
    put(all, "pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\n");
    put(all, "SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    put(all, "SVG, with an XML header", "<?xml version=\"1.0\"?>\n<svg/>");
    put(all, "HTML page", "<!DOCTYPE html><title>404</title>");
    put(all, "HTML page, after blank lines", "\n\n <HTML><body>Gone</body></HTML>");
    put(all, "XML", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>");
    put(all, "text", "hello world");
    put(all, "JSON", "{\"error\": \"no such picture\"}");
    put(all, "text that begins like BMP", "BM is a name");
    return all;
  }

  private static void put(Map<String, OddPicture> all, String kind, String content) {
    all.put(kind, OddPicture.of(Bytes.text(content)));
  }
}
