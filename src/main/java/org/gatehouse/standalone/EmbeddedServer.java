package org.gatehouse.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.naming.NamingException;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Valve;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.openejb.OpenEJBException;
import org.apache.openejb.util.JarExtractor;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomee.embedded.Configuration;
import org.apache.tomee.embedded.Container;
import org.jspecify.annotations.Nullable;

/**
 * An embedded TomEE with one HTTP connector. Order of calls: {@link #start}, {@link #deploy} for
 * each application, {@link #open}, {@link #stop}. Not for several threads at a time.
 */
final class EmbeddedServer {
  private final TemporaryDirectory temporary = TemporaryDirectory.create();
  private final Path directory = temporary.path();
  private static final String NOT_SCANNED =
      "h2-,flyway-,HikariCP-,zxcvbn-,classmate-,jspecify-,jackson-,jose4j-,slf4j-,"
          // The larger ones of the AWS SDK; an application may have an auth-.jar or utils-.jar.
          + "sdk-core-,regions-,secretsmanager-,third-party-jackson-core-,aws-core-,http-auth-aws-,"
          + "aws-json-protocol-,http-client-spi-,url-connection-client-";

  private final LateConnector connector;
  private final Deque<org.apache.catalina.Container> deployed = new ArrayDeque<>();
  private @Nullable Container container;

  /** A server that has taken nothing yet but its place on the disk. */
  EmbeddedServer(InetAddress address, int port) throws IOException {
    connector = new LateConnector(address, port);
  }

  /**
   * Takes the port and starts the server without applications; nothing is answered yet.
   *
   * @throws IllegalStateException when it does not start, for example because the port is taken
   */
  void start() throws IOException {
    // Nobody can reach Tomcat's MBeans here; describing them was a tenth of the start (profiled).
    Registry.disableRegistry();
    Configuration configuration = new Configuration();
    configuration.setDir(directory.toString());
    // Ours to delete: TomEE's shutdown hook would take the classes of applications that still stop.
    configuration.setDeleteBaseOnStartup(false);
    configuration.setStopPort(-1);
    // TomEE's default makes session ids that can be guessed, for the speed of tests.
    configuration.setQuickSession(false);
    configuration.setSkipHttp(true);
    configuration.getConnectors().add(connector);
    // TomEE's own is a Velocity template of 300 ms that says nothing an embedded server needs.
    Files.createDirectories(directory.resolve("conf"));
    Files.writeString(directory.resolve("conf").resolve("catalina.properties"), "");
    // Jars of the WAR without a bean or resource, which TomEE would read class by class.
    configuration.property("openejb.additional.exclude", NOT_SCANNED);
    container = new Container(configuration);
    for (Valve valve : host().getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve errorPage) {
        errorPage.setShowReport(false);
        errorPage.setShowServerInfo(false);
      }
    }
  }

  /**
   * Deploys a WAR and waits until its listeners have run.
   *
   * @throws DeploymentFailure when the application does not serve afterwards
   */
  void deploy(String context, Path war) throws DeploymentFailure {
    try (DeploymentWatch watch = new DeploymentWatch()) {
      try {
        // Unpacked here: TomEE would do it beside the WAR, and prefer an older folder found there.
        Path unpacked = directory.resolve("webapps").resolve(context);
        JarExtractor.extract(war.toFile(), unpacked.toFile());
        running().deploy(context, unpacked.toFile(), true);
      } catch (IOException | OpenEJBException | NamingException | RuntimeException e) {
        throw new DeploymentFailure(watch.failed(e));
      }
      org.apache.catalina.Container application = host().findChild("/" + context);
      if (application != null) {
        deployed.push(application);
      }
      // What a listener throws is only logged by Tomcat, and a failed JAX-RS only by TomEE, which
      // goes on with an application that answers 404 to everything.
      if (application == null
          || application.getState() != LifecycleState.STARTED
          || watch.hasFailure()) {
        throw new DeploymentFailure(watch.failed(null));
      }
    }
  }

  /** Begins to answer. */
  void open() throws LifecycleException {
    connector.open();
  }

  /** Stops the applications, last first, then the server, and deletes all that was unpacked. */
  void stop() throws IOException {
    try {
      if (container != null) {
        connector.pause();
        while (!deployed.isEmpty()) {
          deployed.pop().stop();
        }
        container.close();
      }
    } catch (LifecycleException e) {
      throw new IOException("the server did not stop cleanly", e);
    } finally {
      deleteDirectory();
    }
  }

  private Container running() {
    if (container == null) {
      throw new IllegalStateException("the server is not started");
    }
    return container;
  }

  private Host host() {
    return running().getTomcat().getHost();
  }

  /** Deletes what was unpacked, whatever the server still does. */
  void deleteDirectory() throws IOException {
    temporary.delete();
  }
}
