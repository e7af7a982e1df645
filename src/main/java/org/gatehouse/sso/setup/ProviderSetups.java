package org.gatehouse.sso.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.authority.Authority;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.persistence.ConstraintViolations;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.SsoRefusal;

/** Sets identity providers up while the server runs; for owners. */
@ApplicationScoped
public class ProviderSetups {
  private final SetupDeeds deeds;
  private final ProviderBuilder builder;
  private final LiveProviders live;

  @Inject
  ProviderSetups(SetupDeeds deeds, ProviderBuilder builder, LiveProviders live) {
    this.deeds = deeds;
    this.builder = builder;
    this.live = live;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected ProviderSetups() {
    this(null, null, null);
  }

  /** What came of a trial, in words. */
  public record Trial(boolean works, String message) {}

  /**
   * All providers that there can be.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners
   */
  public List<ProviderSetup> list(Actor actor) {
    deeds.requireOwner(actor);
    return Arrays.stream(ProviderName.values()).map(this::setup).toList();
  }

  /** One of them. */
  public ProviderSetup get(Actor actor, ProviderName name) {
    deeds.requireOwner(actor);
    return setup(name);
  }

  private ProviderSetup setup(ProviderName name) {
    Optional<ProviderBuilder.Built> given = builder.given(name);
    if (given.isPresent()) {
      return view(name, ProviderSetup.Source.ENVIRONMENT, given.get().texts());
    }
    return deeds
        .stored(name)
        .map(texts -> view(name, ProviderSetup.Source.STORED, texts))
        .orElseGet(() -> view(name, ProviderSetup.Source.NONE, Map.of()));
  }

  private ProviderSetup view(
      ProviderName name, ProviderSetup.Source source, Map<String, String> texts) {
    Map<String, String> open = new HashMap<>(texts);
    open.remove(ProviderBuilder.SECRET);
    return new ProviderSetup(name, source, open);
  }

  /** What is to be registered at a provider. */
  public ProviderBuilder.Addresses addresses(ProviderName name) {
    return builder.addresses(name);
  }

  /** The texts that a provider needs or takes. */
  public List<ProviderBuilder.Field> fields(ProviderName name) {
    return builder.fields(name);
  }

  /**
   * Sets a provider up, in place of what an owner had stored.
   *
   * @param texts the client secret may be left out where one is stored
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners; {@link
   *     ErrorCode#VALIDATION_FAILED} with what is wrong; {@link ErrorCode#CONFLICT} for one that
   *     the settings of the server have, or where another owner does the same
   */
  public ProviderSetup put(Actor actor, ProviderName name, Map<String, String> texts) {
    deeds.requireOwner(actor);
    requireNotGiven(name);
    try {
      deeds.put(actor, name, texts);
    } catch (RuntimeException e) {
      if (ConstraintViolations.isDuplicate(e)) {
        throw new AuthException(ErrorCode.CONFLICT, "another node does the same", e);
      }
      throw e;
    }
    live.learn();
    return setup(name);
  }

  /**
   * Takes away what an owner had stored. Identities stay linked, and logins go on.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners; {@link
   *     ErrorCode#NOT_FOUND}; {@link ErrorCode#CONFLICT} for one that the settings have
   */
  public void remove(Actor actor, ProviderName name) {
    deeds.requireOwner(actor);
    requireNotGiven(name);
    deeds.remove(actor, name);
    live.learn();
  }

  private void requireNotGiven(ProviderName name) {
    if (builder.given(name).isPresent()) {
      throw AuthException.withReasons(
          ErrorCode.CONFLICT,
          List.of("the settings of the server set this provider up: change it there"));
    }
  }

  /**
   * Tries whether a provider that is set up can be used: asks it now, and remembers nothing. No
   * transaction is open meanwhile, since a provider may take its time.
   *
   * @throws AuthException {@link ErrorCode#FORBIDDEN} for all but owners; {@link
   *     ErrorCode#NOT_FOUND} where it is not set up
   */
  public Trial test(Actor actor, ProviderName name) {
    deeds.requireOwner(actor);
    ProviderBuilder.Built built =
        builder
            .given(name)
            .or(() -> deeds.stored(name).map(texts -> builder.build(name, texts)))
            .orElseThrow(Authority::notFound);
    try {
      built.provider().trial();
    } catch (SsoRefusal refusal) {
      deeds.recordTrial(actor, name, Optional.of(refusal.detail()));
      return new Trial(false, TrialWords.of(refusal.detail()));
    }
    deeds.recordTrial(actor, name, Optional.empty());
    return new Trial(
        true, "The provider answers as it should, and knows the client and its secret.");
  }
}
