package io.mscon.corpus;

/**
 * Where MEDIC has a picture, and how it calls it.
 *
 * @param id image_id
 * @param event event_name
 * @param path image_path
 */
record MedicPlace(String id, String event, String path) {
  private static final int ODD_NAME_EVERY = 37;

  /** The pictures come from four earlier corpora, each with folders and names of its own. */
  static MedicPlace of(int scene, int picture, MedicScene labels, boolean oddities) {
    String event = labels.disaster() + "_" + scene % 7;
    String date = 1 + scene % 28 + "_" + (1 + scene % 12) + "_2017";
    String tweet = 860_000_000_000_000_000L + 7919L * picture + "_0";
    String odd = oddities && picture % ODD_NAME_EVERY == 0 ? " (1) [ñ] 100%20&'" : "";
    return switch (scene % 4) {
      case 0 ->
          new MedicPlace(
              tweet, event, inFolder("data/aidr_disaster_types", event, date, tweet + odd));
      case 1 -> {
        String file = event + "_" + labels.damage() + "_im_" + picture + odd + ".jpg";
        yield new MedicPlace(
            "ASONAM2017", file, "data/ASONAM17_Damage_Image_Dataset/" + event + "/" + file);
      }
      case 2 ->
          new MedicPlace(
              tweet, event, inFolder("data/crisismmd/data_image", event, date, tweet + odd));
      default ->
          new MedicPlace(
              event + "_" + picture,
              event,
              "data/multimodal-deep-learning-disaster-response-mouzannar/multimodal/"
                  + event
                  + "/images/"
                  + picture
                  + odd
                  + "_2017-09-15.jpg");
    };
  }

  private static String inFolder(String source, String event, String date, String name) {
    return source + "/" + event + "/" + date + "/" + name + ".jpg";
  }
}
