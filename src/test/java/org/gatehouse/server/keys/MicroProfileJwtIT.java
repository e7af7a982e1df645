package org.gatehouse.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.example.reader.ReaderApplication;
import org.example.reader.ReaderResource;
import org.gatehouse.server.Http;
import org.gatehouse.server.Launch;
import org.gatehouse.server.Owner;
import org.gatehouse.server.Owner.Tokens;
import org.gatehouse.server.RunningServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plain MicroProfile JWT application takes our tokens, on the same server and on another one.
 * Where applications can be added to a running server, since its configuration names our port.
 */
@Tag("redeploy")
class MicroProfileJwtIT {
  /** TomEE plume has it, and looks for its annotations only if told to. */
  private static final Launch WITH_MICROPROFILE =
      Launch.fresh().with("JAVA_OPTS", "-Dtomee.mp.scan=all");

  private static final Launch PUBLIC_KEYS =
      WITH_MICROPROFILE
          .with("TRUST_PROXY", "127.0.0.1/32")
          .with("JWT_ALGORITHM", "RS256")
          .with("JWT_TYPE", "JWT")
          .with("JWT_ISSUER", "https://gate.example.org");

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path directory;

  @Test
  void readerWhenTokenOfGatehouseThenLetInByItsGroupsOnTheSameServerAndOnAnother()
      throws IOException {
    try (RunningServer gate = RunningServer.start(PUBLIC_KEYS);
        RunningServer elsewhere = RunningServer.start(WITH_MICROPROFILE)) {
      Owner owner = Owner.of(gate);
      Tokens tokens = owner.signIn(owner.client("10.79.1.1"));
      Path war = war(gate);
      for (RunningServer server : List.of(gate, elsewhere)) {
        server.deployBeside(war, "reader", "api/owners");
        Http reader = Http.to(server).at("/reader/");
        Http.Answer let = reader.bearer(tokens.access()).get("api/owners");
        assertEquals(200, let.status(), let::toString);
        assertEquals(owner.email(), let.text());
        assertEquals(403, reader.bearer(tokens.access()).get("api/editors").status());
        assertEquals(401, reader.get("api/owners").status());
        String forged = tokens.access().substring(0, tokens.access().length() - 6) + "AAAAAA";
        assertEquals(401, reader.bearer(forged).get("api/owners").status());
        assertEquals(401, reader.bearer(tokens.refresh()).get("api/owners").status());
      }
      assertTrue(gate.isAlive() && elsewhere.isAlive());
    }
  }

  /** The classes, and the three lines that docs/keys.md tells. */
  private Path war(RunningServer gate) throws IOException {
    String configuration =
        """
        mp.jwt.verify.publickey.location=%s.well-known/jwks.json
        mp.jwt.verify.issuer=https://gate.example.org
        mp.jwt.verify.audiences=Flowise
        """
            .formatted(gate.base());
    Path war = directory.resolve("reader.war");
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      add(zip, "WEB-INF/beans.xml", "<beans bean-discovery-mode=\"all\"/>");
      add(zip, "WEB-INF/classes/META-INF/microprofile-config.properties", configuration);
      for (Class<?> type : List.of(ReaderApplication.class, ReaderResource.class)) {
        String path = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + path));
        try (InputStream bytes =
            Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(path)) {
          long unused = Objects.requireNonNull(bytes).transferTo(zip);
        }
        zip.closeEntry();
      }
    }
    return war;
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
