package org.gatehouse.server.container;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;
import org.gatehouse.server.Http;
import org.gatehouse.server.Jws;
import org.gatehouse.server.LoginCookies;
import org.gatehouse.server.Owner;
import org.gatehouse.server.RunningServer;
import org.gatehouse.server.SharedServer;

/**
 * The owner's browser at the sample application of the shared server, with cookies that a test can
 * change: it knows the secret that signs access tokens.
 */
record SampleUser(String address, LoginCookies cookies) {
  static final String ACCESS = "gatehouse-access";
  static final String REFRESH = "gatehouse-refresh";

  /** Signs in as a web client does. */
  static SampleUser signIn(String address) {
    return new SampleUser(address, Owner.shared().signInAsWebClient(address));
  }

  static RunningServer server() {
    return SharedServer.get();
  }

  /** A client of Gatehouse without cookies. */
  static Http gatehouse(String address) {
    return Owner.shared().client(address);
  }

  /** A client of the sample without cookies. */
  static Http stranger(String address) {
    return Http.toSample(server()).from(address);
  }

  /** A client of the sample with both cookies. */
  Http sample() {
    return stranger(address).with("Cookie", cookies.header());
  }

  /** A client of the sample with the access cookie alone. */
  Http withAccess(String token) {
    return stranger(address).with("Cookie", ACCESS + "=" + token);
  }

  /** A client of the sample whose access token has expired, with the refresh cookie. */
  Http expired() {
    return stranger(address)
        .with("Cookie", ACCESS + "=" + expiredAccess() + "; " + cookies.refresh().pair());
  }

  /** The access token as it would be an hour after its end. */
  String expiredAccess() {
    Instant end = Instant.now().minusSeconds(3600);
    return access(
        claims -> claims.put("iat", end.getEpochSecond() - 60).put("exp", end.getEpochSecond()));
  }

  /** An access token of a user who also has this role. */
  String accessWithRole(String role) {
    return access(claims -> claims.withArray("groups").add(role));
  }

  /** The access token with other claims, rightly signed. */
  String access(Consumer<ObjectNode> change) {
    Jws token = Jws.of(cookies.access().value());
    ObjectNode claims = token.claims();
    change.accept(claims);
    return token.withPayload(claims).sign(SharedServer.ACCESS_SECRET);
  }
}
