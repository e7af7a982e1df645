package org.gatehouse.standalone;

import java.net.InetAddress;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;

/**
 * An HTTP connector that takes its port when the server starts and answers only once it is {@link
 * #open() opened}: a taken port is noticed before an application touches its data, and a client
 * that comes early waits for its answer instead of getting a 404 from an empty server.
 *
 * <p>TomEE must see a connector from the start on, or its JAX-RS applications fail to deploy.
 */
final class LateConnector extends Connector {
  /** Bytes of a form post that a servlet gets parsed; Tomcat's own default, made explicit. */
  private static final int MAX_FORM_POST = 2 * 1024 * 1024;

  private boolean opened;

  LateConnector(InetAddress address, int port) {
    // Connectors only log it when the port is taken, unless told so.
    setThrowOnFailure(true);
    setProperty("address", address.getHostAddress());
    setPort(port);
    setURIEncoding("UTF-8");
    setMaxPostSize(MAX_FORM_POST);
    setXpoweredBy(false);
    // Enough for many clients on few cores; more threads only cost memory, the rest queues.
    setProperty("maxThreads", "100");
    // A proxy keeps its connections; Tomcat would close each after 100 requests.
    setProperty("maxKeepAliveRequests", "-1");
    setProperty("keepAliveTimeout", "60000");
    // For the head of a request to arrive: TomEE's 3 s are short for phones, Tomcat's 60 s
    // generous.
    setProperty("connectionTimeout", "20000");
  }

  /** Begins to answer, also what has been waiting since the start. */
  void open() throws LifecycleException {
    stop();
    opened = true;
    start();
  }

  @Override
  protected void startInternal() throws LifecycleException {
    if (opened) {
      super.startInternal();
    } else {
      setState(LifecycleState.STARTING);
    }
  }

  @Override
  protected void stopInternal() throws LifecycleException {
    if (opened) {
      super.stopInternal();
    } else {
      setState(LifecycleState.STOPPING);
    }
  }
}
