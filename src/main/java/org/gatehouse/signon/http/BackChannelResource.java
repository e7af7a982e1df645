package org.gatehouse.signon.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.BodyLimit;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.signon.BackChannel;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.web.Form;

/** OpenID Connect Back-Channel Logout, section 2.5: the provider calls, not a browser. */
@Path("/sso/{provider}/backchannel-logout")
@PermitAll
@ApplicationScoped
public class BackChannelResource {
  @Inject BackChannel backChannel;
  @Inject RequestOrigin origin;

  /** Takes a logout token. The form is read here: servers differ in what they let pass. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response signedOut(
      @PathParam("provider") String name, InputStream body, @Context HttpServletRequest request)
      throws IOException {
    ProviderName provider =
        ProviderName.parse(name)
            .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such provider"));
    Form form = Form.parse(new String(BodyLimit.read(body), StandardCharsets.ISO_8859_1));
    backChannel.signedOut(provider, form.secret("logout_token"), origin.of(request));
    return Response.ok().build();
  }
}
