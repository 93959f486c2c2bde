package io.mscon.spark.prepare;

import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.run.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which files are pictures, by decoding those of which nothing is known. Takes pictures
 * one after the other; entries of the same picture one after the other cost one decoding.
 */
final class PictureCheck {
  private final PictureFiles files;
  private final ImageDecoder decoder;
  private final String rules;
  private final List<PictureFinding> known = new ArrayList<>();
  private String image;
  private PictureFinding found;
  private long decoded;

  PictureCheck(PictureFiles files, ImageDecoder decoder, String rules) {
    this.files = files;
    this.decoder = decoder;
    this.rules = rules;
  }

  /** Takes what an earlier preparation found out about a picture that is about to be asked for. */
  void learn(String picture, PictureFinding finding) {
    turnTo(picture);
    known.add(finding);
  }

  /**
   * What its file holds.
   *
   * @throws IOException if the file system fails
   */
  PictureFinding of(String picture) throws IOException {
    turnTo(picture);
    if (found == null) {
      found = find();
    }
    return found;
  }

  /** How many pictures were read and decoded, because they were not known. */
  long decoded() {
    return decoded;
  }

  private void turnTo(String picture) {
    if (!picture.equals(image)) {
      image = picture;
      found = null;
      known.clear();
    }
  }

  private PictureFinding find() throws IOException {
    try {
      FileState state = files.state(image);
      for (PictureFinding finding : known) {
        if (finding.holdsFor(state)) {
          return finding;
        }
      }
      decoded++;
      return decoded(files.readSeen(image), state);
    } catch (ImageRejectedException e) {
      return PictureFinding.passing(e.getMessage());
    }
  }

  private PictureFinding decoded(byte[] bytes, FileState state) {
    byte[] hash = null;
    String problem = null;
    try {
      decoder.decode(bytes);
      hash = Sha256.digest().digest(bytes);
    } catch (ImageRejectedException e) {
      problem = e.getMessage();
    }
    // Without a time, a file that changed cannot be told from one that did not.
    return state.modified() > 0
        ? new PictureFinding(state.length(), state.modified(), rules, hash, problem)
        : new PictureFinding(null, null, null, hash, problem);
  }
}
