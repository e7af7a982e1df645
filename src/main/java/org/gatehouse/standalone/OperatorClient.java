package org.gatehouse.standalone;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Speaks with the server that runs on this machine, by the token that it keeps in its home. */
final class OperatorClient {
  private static final int CONNECT_MILLIS = 5_000;

  /** A test mail may take 45 seconds. */
  private static final int READ_MILLIS = 60_000;

  private final String gatehouse;
  private final Path tokenFile;

  /**
   * Speaks with the server of these settings.
   *
   * @param origin where it listens, such as {@code http://localhost:8080}
   * @param home its data directory
   */
  OperatorClient(String origin, Path home) {
    this.gatehouse = origin + "/gatehouse";
    this.tokenFile = home.resolve("operator-token");
  }

  /** The server does not do it; the message says why, for the operator. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  JsonObject get(String path) throws IOException, Refused {
    return answer(connection(path));
  }

  JsonObject post(String path, String email) throws IOException, Refused {
    return post(path, Json.createObjectBuilder().add("email", email).build());
  }

  JsonObject post(String path, JsonObject body) throws IOException, Refused {
    HttpURLConnection connection = connection(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.toString().getBytes(StandardCharsets.UTF_8));
    }
    return answer(connection);
  }

  /** What it means that there was no answer, with the address that was tried. */
  String whyNoAnswer(IOException e) {
    return e instanceof ConnectException
        ? "nobody answers at " + gatehouse + ". Does Gatehouse run there? See HOST and PORT."
        : "no answer of Gatehouse from " + gatehouse + ": " + e.getMessage();
  }

  private HttpURLConnection connection(String path) throws IOException, Refused {
    String token = token();
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(gatehouse + "/api/v1/operator/" + path)
                .toURL()
                // Never through a proxy: the token must not travel.
                .openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("X-Gatehouse-Operator", token);
    connection.setRequestProperty("Accept", "application/json");
    return connection;
  }

  private String token() throws Refused {
    try {
      return Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
    } catch (NoSuchFileException e) {
      throw new Refused(
          "Gatehouse does not run: there is no "
              + tokenFile
              + ", which it keeps while it does. It would be asked at "
              + gatehouse
              + "; see GATEHOUSE_HOME, HOST and PORT.");
    } catch (IOException e) {
      throw new Refused(tokenFile + " cannot be read: be the user that Gatehouse runs as.");
    }
  }

  private JsonObject answer(HttpURLConnection connection) throws IOException, Refused {
    int status = connection.getResponseCode();
    @Nullable JsonObject body =
        read(status >= 400 ? connection.getErrorStream() : connection.getInputStream());
    if (status == 200 && body != null) {
      return body;
    }
    if (status == 401) {
      throw new Refused(
          "the server at "
              + gatehouse
              + " refuses the token in "
              + tokenFile
              + ": it has another GATEHOUSE_HOME.");
    }
    if (body == null) {
      throw new Refused("what answers at " + gatehouse + " is not Gatehouse: status " + status);
    }
    throw new Refused(Commands.printable(reason(body)));
  }

  private static String reason(JsonObject problem) {
    String detail = problem.getString("detail", "");
    return detail.isEmpty() ? problem.getString("message", "refused") : detail;
  }

  private static @Nullable JsonObject read(@Nullable InputStream body) throws IOException {
    if (body == null) {
      return null;
    }
    try (body;
        JsonReader reader = Json.createReader(body)) {
      return reader.readObject();
    } catch (JsonException notJson) {
      return null;
    }
  }
}
