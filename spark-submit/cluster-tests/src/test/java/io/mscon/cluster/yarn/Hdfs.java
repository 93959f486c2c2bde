package io.mscon.cluster.yarn;

import io.mscon.image.demo.DemoCorpus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;

/** A name node and a data node in this process. */
final class Hdfs implements AutoCloseable {
  private final MiniDFSCluster cluster;

  private Hdfs(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts it, and waits until files can be written.
   *
   * @param folder where it keeps its blocks
   */
  static Hdfs start(Path folder) throws IOException {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    MiniDFSCluster cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    cluster.waitActive();
    return new Hdfs(cluster);
  }

  /** Its settings, as they stand in core-site.xml and hdfs-site.xml. */
  Configuration settings() {
    return cluster.getConfiguration(0);
  }

  FileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  /**
   * The address of a file or folder.
   *
   * @param path absolute
   */
  String url(String path) throws IOException {
    return cluster.getURI() + path;
  }

  boolean exists(String path) throws IOException {
    return files().exists(new org.apache.hadoop.fs.Path(path));
  }

  /** Names in a folder; none if there is no such folder. */
  List<String> list(String path) throws IOException {
    try {
      return Arrays.stream(files().listStatus(new org.apache.hadoop.fs.Path(path)))
          .map(status -> status.getPath().getName())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Lets nobody write, or everybody again. */
  void setSafeMode(boolean on) throws IOException {
    cluster
        .getFileSystem()
        .setSafeMode(on ? SafeModeAction.SAFEMODE_ENTER : SafeModeAction.SAFEMODE_LEAVE);
  }

  String text(String path) throws IOException {
    try (FSDataInputStream in = files().open(new org.apache.hadoop.fs.Path(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Puts drawn shoes there.
   *
   * @param path of the corpus
   * @param pictures how many
   * @param scratch an empty local folder
   */
  void drawCorpus(String path, int pictures, Path scratch) throws IOException {
    Path local = Files.createTempDirectory(scratch, "corpus");
    DemoCorpus.write(local, 1, pictures);
    files()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(local.toUri()), new org.apache.hadoop.fs.Path(path));
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
