package io.mscon.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.crud.CrudDispatcher;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import okhttp3.Headers;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;

/** Keeps what it is sent as Kubernetes' API server does, and starts nothing. */
final class ApiServer implements AutoCloseable {
  private static final String TEST = "test";

  private final Set<Access> used = new ConcurrentSkipListSet<>();
  private final CompletableFuture<Pod> firstPod = new CompletableFuture<>();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new Requests(), false);
  private final KubernetesClient client;

  ApiServer() {
    server.init();
    Config settings =
        new ConfigBuilder(Config.empty()).withMasterUrl(url()).withUserAgent(TEST).build();
    client = new KubernetesClientBuilder().withConfig(settings).build();
  }

  private String url() {
    return "http://localhost:" + server.getPort();
  }

  /** Spark's master. */
  String master() {
    return "k8s://" + url();
  }

  /** For tests; what it asks for does not count as {@link #used}. */
  KubernetesClient client() {
    return client;
  }

  /** The first pod that is created. */
  CompletableFuture<Pod> firstPod() {
    return firstPod;
  }

  /** The rights that all requests so far needed. */
  Set<Access> used() {
    return used;
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }

  private final class Requests extends KubernetesCrudDispatcher {
    Requests() {
      super(List.of());
      replaceMap();
    }

    /**
     * A watch reads what is there while requests write it, and fabric8's own map takes that ill.
     */
    private void replaceMap() {
      try {
        Field map = CrudDispatcher.class.getDeclaredField("map");
        map.setAccessible(true);
        map.set(this, new SnapshotMap());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Cannot replace the map of fabric8's mock", e);
      }
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      if (!TEST.equals(request.getHeader("User-Agent"))) {
        String method = applies(request) ? "APPLY" : request.getMethod();
        used.addAll(Access.of(method, request.getPath()));
      }
      return super.dispatch(request);
    }

    @Override
    public MockResponse handleCreate(RecordedRequest request) {
      return request.getPath().endsWith("/pods") ? createPod(request) : super.handleCreate(request);
    }

    /** A new pod is pending, if it does not say otherwise. */
    private MockResponse createPod(RecordedRequest request) {
      Pod pod = Serialization.unmarshal(request.getBody().clone().readUtf8(), Pod.class);
      if (pod.getStatus() == null || pod.getStatus().getPhase() == null) {
        pod = new PodBuilder(pod).withNewStatus().withPhase("Pending").endStatus().build();
      }
      Buffer body = new Buffer().writeUtf8(Serialization.asJson(pod));
      MockResponse response =
          super.handleCreate(as("POST", request.getPath(), request.getHeaders(), body));
      firstPod.complete(Serialization.unmarshal(response.getBody().clone().readUtf8(), Pod.class));
      return response;
    }

    /** Knows no application at the server of itself. */
    @Override
    public MockResponse handlePatch(RecordedRequest request) {
      if (!applies(request)) {
        return super.handlePatch(request);
      }
      String path = request.getPath().replaceFirst("\\?.*", "");
      boolean there = handleGet(path).getStatus().contains(" " + HttpURLConnection.HTTP_OK + " ");
      Buffer body = request.getBody().clone();
      return there
          ? handleUpdate(as("PUT", path, request.getHeaders(), body))
          : handleCreate(
              as("POST", path.substring(0, path.lastIndexOf('/')), request.getHeaders(), body));
    }

    private boolean applies(RecordedRequest request) {
      String type = request.getHeader("Content-Type");
      return "PATCH".equals(request.getMethod()) && type != null && type.contains("apply-patch");
    }

    private static RecordedRequest as(String method, String path, Headers headers, Buffer body) {
      return new RecordedRequest(
          method + " " + path + " HTTP/1.1",
          headers,
          List.of(),
          body.size(),
          body,
          0,
          new Socket());
    }
  }

  /** Whoever goes through it goes through a copy. */
  private static final class SnapshotMap extends LinkedHashMap<AttributeSet, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized String get(Object key) {
      return super.get(key);
    }

    @Override
    public synchronized String put(AttributeSet key, String value) {
      return super.put(key, value);
    }

    @Override
    public synchronized String remove(Object key) {
      return super.remove(key);
    }

    @Override
    public synchronized Set<Map.Entry<AttributeSet, String>> entrySet() {
      return new LinkedHashSet<>(super.entrySet());
    }
  }
}
