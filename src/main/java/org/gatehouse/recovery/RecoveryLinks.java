package org.gatehouse.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.crypto.OpaqueToken;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.onetimetoken.OneTimeTokens;
import org.gatehouse.onetimetoken.Purpose;
import org.gatehouse.persistence.Transactional;
import org.gatehouse.user.UserView;

/** Makes links that are good once, each of which retires the older ones of its kind. */
@ApplicationScoped
@Transactional
public class RecoveryLinks {
  private static final String RESET_PAGE = "/reset-password";
  private static final String VERIFY_PAGE = "/verify";

  private final OneTimeTokens tokens;
  private final PublicLinks links;
  private final RecoveryConfig config;
  private final Clock clock;

  @Inject
  RecoveryLinks(OneTimeTokens tokens, PublicLinks links, RecoveryConfig config, Clock clock) {
    this.tokens = tokens;
    this.links = links;
    this.config = config;
    this.clock = clock;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected RecoveryLinks() {
    this(null, null, null, null);
  }

  /**
   * A link, which is as good as what it opens.
   *
   * @param expiresAt until when it is good
   */
  public record Link(Sensitive link, Instant expiresAt) {}

  /** A link for a new password. */
  public Link reset(UserView user) {
    return link(Purpose.PASSWORD_RESET, user, RESET_PAGE, config.reset());
  }

  /** A link that proves the address of the account. */
  Link verification(UserView user) {
    return link(Purpose.VERIFICATION, user, VERIFY_PAGE, config.verification());
  }

  private Link link(Purpose purpose, UserView user, String page, Duration lifetime) {
    OpaqueToken token = tokens.issue(purpose, user.id().value(), user.email(), lifetime);
    return new Link(
        Sensitive.of(links.to(page, token)), Instant.ofEpochMilli(clock.millis()).plus(lifetime));
  }
}
