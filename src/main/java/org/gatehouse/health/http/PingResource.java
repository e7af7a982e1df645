package org.gatehouse.health.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Answers {@code pong} as long as requests are served at all; touches nothing else. */
@Path("/ping")
@PermitAll
@ApplicationScoped
public class PingResource {
  /** The text {@code pong}. */
  @GET
  @Produces("text/plain")
  public String ping() {
    return "pong";
  }
}
