package org.example.reader;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Says who reads. */
@Path("/")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class ReaderResource {
  @Inject JsonWebToken token;

  /** For owners. */
  @GET
  @Path("owners")
  @RolesAllowed("owner")
  public String owner() {
    return token.getName();
  }

  /** For editors, of whom there is none. */
  @GET
  @Path("editors")
  @RolesAllowed("editor")
  public String editor() {
    return token.getName();
  }
}
