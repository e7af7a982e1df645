package org.gatehouse.secrets.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * AWS Secrets Manager as far as Gatehouse uses it, in this JVM and on the loopback address: the
 * JSON protocol 1.1, versions with stages, tokens that make a repeated request harmless. Requests
 * are decided one at a time; faults are scripted. Signatures are not checked.
 */
public final class SecretsManagerStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Map<String, Version>> secrets = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, List<Answer>> scripted = new HashMap<>();

  private static final class Version {
    final String token;
    final String member;
    final String value;
    final Set<String> stages = new TreeSet<>();

    Version(String token, String member, String value) {
      this.token = token;
      this.member = member;
      this.value = value;
    }
  }

  /**
   * An answer instead of the right one.
   *
   * @param isDone whether the request is carried out nevertheless
   */
  public record Answer(int status, String body, long delayMillis, boolean isDone) {
    /** An answer to a request that is not carried out. */
    public Answer(int status, String body, long delayMillis) {
      this(status, body, delayMillis, false);
    }

    /** What a client sees that does not get the right answer. */
    public static Answer lost() {
      return new Answer(500, "", 0, true);
    }

    /** An error as AWS tells it. */
    public static Answer error(int status, String code, String message) {
      return new Answer(
          status,
          JSON.createObjectNode().put("__type", code).put("Message", message).toString(),
          0);
    }
  }

  /** Listens from now on. */
  public SecretsManagerStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** {@code SECRETKEY_AWS_ENDPOINT}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Every request until now, as {@code GetSecretValue FlowiseJWTIssuer}. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Forgets which requests there were. */
  public synchronized void clearRequests() {
    requests.clear();
  }

  /** The current value of every secret. */
  public synchronized Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    secrets.forEach(
        (id, versions) ->
            versions.values().stream()
                .filter(version -> version.stages.contains(CURRENT))
                .forEach(version -> values.put(id, version.value)));
    return values;
  }

  /** The value at a stage, or null. */
  public synchronized String valueAt(String id, String stage) {
    return secrets.getOrDefault(id, Map.of()).values().stream()
        .filter(version -> version.stages.contains(stage))
        .map(version -> version.value)
        .findFirst()
        .orElse("");
  }

  /** A secret as somebody has stored it in the console. */
  public synchronized void put(String id, String value) {
    putVersion(id, new Version(UUID.randomUUID().toString(), "SecretString", value));
  }

  /** A secret that holds bytes. */
  public synchronized void putBinary(String id) {
    String bytes = Base64.getEncoder().encodeToString(new byte[40]);
    putVersion(id, new Version(UUID.randomUUID().toString(), "SecretBinary", bytes));
  }

  /** A secret that was made without a value. */
  public synchronized void putWithoutValue(String id) {
    secrets.put(id, new LinkedHashMap<>());
  }

  private void putVersion(String id, Version version) {
    version.stages.add(CURRENT);
    Map<String, Version> versions = new LinkedHashMap<>();
    versions.put(version.token, version);
    secrets.put(id, versions);
  }

  /** Gives these answers to the next requests of that kind, such as {@code GetSecretValue}. */
  public synchronized void script(String action, Answer... answers) {
    scripted.put(action, new ArrayList<>(List.of(answers)));
  }

  /** Gives this answer to every request of that kind. */
  public synchronized void scriptAlways(String action, Answer answer) {
    List<Answer> forEver = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      forEver.add(answer);
    }
    scripted.put(action, forEver);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String action = target.replaceFirst("^secretsmanager\\.", "");
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      Answer answer = answer(action, request);
      if (answer.delayMillis() > 0) {
        Thread.sleep(answer.delayMillis());
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer answer(String action, JsonNode request) {
    String id = request.path("SecretId").asText(request.path("Name").asText());
    requests.add(action + " " + id);
    List<Answer> script = scripted.getOrDefault(action, List.of());
    if (!script.isEmpty()) {
      Answer answer = script.remove(0);
      if (answer.isDone()) {
        right(action, id, request);
      }
      return answer;
    }
    return right(action, id, request);
  }

  private Answer right(String action, String id, JsonNode request) {
    return switch (action) {
      case "GetSecretValue" -> get(id, request);
      case "CreateSecret" -> create(id, request);
      case "PutSecretValue" -> putValue(id, request);
      case "UpdateSecretVersionStage" -> move(id, request);
      default -> Answer.error(400, "UnknownOperationException", action);
    };
  }

  private Answer get(String id, JsonNode request) {
    String stage = request.path("VersionStage").asText(CURRENT);
    Map<String, Version> versions = secrets.get(id);
    if (versions == null) {
      return notFound("Secrets Manager can't find the specified secret.");
    }
    return versions.values().stream()
        .filter(version -> version.stages.contains(stage))
        .findFirst()
        .map(
            version ->
                ok(id, version.token)
                    .put(version.member, version.value)
                    .set("VersionStages", JSON.valueToTree(version.stages)))
        .map(body -> new Answer(200, body.toString(), 0))
        .orElse(
            notFound(
                "Secrets Manager can't find the specified secret value for staging label: "
                    + stage));
  }

  private Answer create(String id, JsonNode request) {
    String token = request.path("ClientRequestToken").asText();
    String value = request.path("SecretString").asText();
    Map<String, Version> versions = secrets.get(id);
    if (versions != null) {
      Version same = versions.get(token);
      return same != null && same.value.equals(value)
          ? new Answer(200, ok(id, token).toString(), 0)
          : Answer.error(
              400, "ResourceExistsException", "The operation failed because it already exists.");
    }
    putVersion(id, new Version(token, "SecretString", value));
    return new Answer(200, ok(id, token).toString(), 0);
  }

  private Answer putValue(String id, JsonNode request) {
    Map<String, Version> versions = secrets.get(id);
    if (versions == null) {
      return notFound("Secrets Manager can't find the specified secret.");
    }
    String token = request.path("ClientRequestToken").asText();
    Version version = new Version(token, "SecretString", request.path("SecretString").asText());
    List<String> stages = new ArrayList<>();
    request.path("VersionStages").forEach(stage -> stages.add(stage.asText()));
    versions.put(token, version);
    for (String stage : stages.isEmpty() ? List.of(CURRENT) : stages) {
      attach(versions, version, stage);
    }
    return new Answer(200, ok(id, token).toString(), 0);
  }

  private Answer move(String id, JsonNode request) {
    Map<String, Version> versions = secrets.getOrDefault(id, Map.of());
    String stage = request.path("VersionStage").asText();
    Version from = versions.get(request.path("RemoveFromVersionId").asText());
    Version to = versions.get(request.path("MoveToVersionId").asText());
    if (from == null || !from.stages.contains(stage)) {
      return Answer.error(400, "InvalidParameterException", "The staging label is elsewhere.");
    }
    if (to == null) {
      from.stages.remove(stage);
    } else {
      attach(versions, to, stage);
    }
    return new Answer(200, ok(id, "").toString(), 0);
  }

  /** A stage is at one version; what was current becomes the previous one. */
  private static void attach(Map<String, Version> versions, Version to, String stage) {
    for (Version version : versions.values()) {
      if (version.stages.remove(stage) && stage.equals(CURRENT) && version != to) {
        versions.values().forEach(other -> other.stages.remove(PREVIOUS));
        version.stages.add(PREVIOUS);
      }
    }
    to.stages.add(stage);
  }

  private static ObjectNode ok(String id, String version) {
    return JSON.createObjectNode()
        .put("ARN", "arn:aws:secretsmanager:eu-central-1:000000000000:secret:" + id + "-AbCdEf")
        .put("Name", id)
        .put("VersionId", version);
  }

  private static Answer notFound(String message) {
    return Answer.error(400, "ResourceNotFoundException", message);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
