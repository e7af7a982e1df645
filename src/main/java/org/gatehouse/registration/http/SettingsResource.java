package org.gatehouse.registration.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a web client needs to know before a sign-in. */
@Path("/settings")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
  /** The kind of platform, in the words that existing clients know. */
  @SuppressWarnings("MemberName") // the contract's
  public record PlatformSettings(String PLATFORM_TYPE) {}

  /** The same for everybody. */
  @GET
  public PlatformSettings settings() {
    return new PlatformSettings("open source");
  }
}
