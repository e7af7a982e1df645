package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.accesstoken.AccessTokenConfig;
import org.gatehouse.accesstoken.AccessTokenIssuer;
import org.gatehouse.accesstoken.AccessTokenVerifier;
import org.gatehouse.attempt.KnownBrowsers;
import org.gatehouse.attempt.LoginLimits;
import org.gatehouse.config.value.BasicAuth;
import org.gatehouse.credential.KnownBrowserCookie;
import org.gatehouse.credential.ProviderLinks;
import org.gatehouse.credential.RoundTripCookies;
import org.gatehouse.crypto.PurposeMac;
import org.gatehouse.crypto.SecretBox;
import org.gatehouse.crypto.TokenDigest;
import org.gatehouse.invitation.InvitationConfig;
import org.gatehouse.jose.SigningKey;
import org.gatehouse.jose.VerificationKeys;
import org.gatehouse.kernel.Sensitive;
import org.gatehouse.login.LoginMethods;
import org.gatehouse.login.OperatorAccount;
import org.gatehouse.login.PrincipalNames;
import org.gatehouse.mail.MailBell;
import org.gatehouse.mail.MailConfig;
import org.gatehouse.mail.MailTexts;
import org.gatehouse.mail.MailWorker;
import org.gatehouse.mail.MailWriter;
import org.gatehouse.mail.OutboxQueue;
import org.gatehouse.mail.PublicLinks;
import org.gatehouse.operator.OperatorToken;
import org.gatehouse.outbound.Outbound;
import org.gatehouse.password.PasswordPolicy;
import org.gatehouse.password.Passwords;
import org.gatehouse.persistence.Sql;
import org.gatehouse.persistence.Transactions;
import org.gatehouse.profile.ProfileConfig;
import org.gatehouse.ratelimit.DatabaseRateLimiter;
import org.gatehouse.ratelimit.InMemoryRateLimiter;
import org.gatehouse.ratelimit.RateLimiter;
import org.gatehouse.recovery.Errands;
import org.gatehouse.recovery.RecoveryConfig;
import org.gatehouse.registration.SetupToken;
import org.gatehouse.request.HttpConfig;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.rest.AllowedMethods;
import org.gatehouse.secrets.SecretName;
import org.gatehouse.session.EndedSessions;
import org.gatehouse.session.RefreshTokens;
import org.gatehouse.session.SessionConfig;
import org.gatehouse.signingkey.IssuerMetadata;
import org.gatehouse.signingkey.KeyRing;
import org.gatehouse.signingkey.SigningKeyConfig;
import org.gatehouse.signon.LeavingConfig;
import org.gatehouse.signon.Provisioning;
import org.gatehouse.sso.Providers;
import org.gatehouse.sso.RoundTrips;
import org.gatehouse.sso.setup.ProviderBuilder;
import org.gatehouse.user.AccessVersions;
import org.gatehouse.web.Assets;
import org.gatehouse.web.Csrf;
import org.gatehouse.web.PageConfig;
import org.gatehouse.web.Pages;
import org.gatehouse.web.SessionCookies;

/** Makes the plain objects that beans are given. Singletons need no proxy, so they can be final. */
@ApplicationScoped
class Wiring {
  /** About 10 MB of counters at the most. */
  private static final int COUNTED_KEYS = 50_000;

  @Inject PlantRoom plantRoom;

  private Configuration configuration() {
    return plantRoom.configuration();
  }

  private Sensitive secret(SecretName name) {
    return plantRoom.secrets().get(name);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Transactions transactions() {
    return plantRoom.transactions();
  }

  @Produces
  @Singleton
  AllowedMethods allowedMethods() {
    return new AllowedMethods(ApiApplication.RESOURCES);
  }

  @Produces
  @Singleton
  HttpConfig httpConfig() {
    return configuration().http();
  }

  @Produces
  @Singleton
  RequestOrigin requestOrigin() {
    return new RequestOrigin(configuration().http().trustedProxies());
  }

  @Produces
  @Singleton
  KnownBrowsers knownBrowsers(Clock clock) {
    List<Sensitive> secrets = new ArrayList<>();
    secrets.add(secret(SecretName.EXPRESS_SESSION_SECRET));
    configuration().previousSessionSecret().ifPresent(secrets::add);
    return new KnownBrowsers(secrets, new SecureRandom(), clock);
  }

  @Produces
  @Singleton
  KnownBrowserCookie knownBrowserCookie(KnownBrowsers browsers) {
    return new KnownBrowserCookie(browsers, configuration().secureCookies());
  }

  @Produces
  @Singleton
  SessionCookies sessionCookies(Clock clock) {
    return new SessionCookies(configuration().secureCookies(), clock);
  }

  @Produces
  @Singleton
  PageConfig pageConfig() {
    return configuration().pages();
  }

  @Produces
  @Singleton
  Csrf csrf(PageConfig pages, HttpConfig http) {
    return new Csrf(
        secret(SecretName.EXPRESS_SESSION_SECRET),
        configuration().previousSessionSecret(),
        pages.secureCookies(),
        http.origins(),
        new SecureRandom());
  }

  @Produces
  @Singleton
  TokenDigest tokenDigest() {
    return new TokenDigest(secret(SecretName.TOKEN_HASH_SECRET));
  }

  @Produces
  @Singleton
  SecretBox secretBox() {
    return plantRoom.secrets().box();
  }

  @Produces
  @Singleton
  MailConfig mailConfig() {
    return configuration().mail();
  }

  @Produces
  @Singleton
  MailBell mailBell() {
    return new MailBell();
  }

  @Produces
  @Singleton
  MailWriter mailWriter(SecretBox box, PublicLinks links) {
    return new MailWriter(box, new MailTexts(configuration().mailTemplates(), links));
  }

  @Produces
  @Singleton
  MailWorker mailWorker(
      OutboxQueue queue, MailWriter writer, MailConfig config, MailBell bell, Clock clock) {
    return new MailWorker(queue, writer, config, bell, clock);
  }

  @Produces
  @Singleton
  PublicLinks publicLinks() {
    return new PublicLinks(plantRoom.publicAddress());
  }

  @Produces
  @Singleton
  Assets assets() {
    return new Assets();
  }

  @Produces
  @Singleton
  Pages pages(Assets assets) {
    return new Pages(assets);
  }

  @Produces
  @Singleton
  SessionConfig sessionConfig() {
    return configuration().sessions();
  }

  @Produces
  @Singleton
  AccessTokenConfig accessTokenConfig() {
    return configuration()
        .accessTokens(secret(SecretName.JWT_ISSUER), secret(SecretName.JWT_AUDIENCE));
  }

  @Produces
  @Singleton
  SigningKeyConfig signingKeyConfig() {
    return configuration().signingKeys(secret(SecretName.JWT_AUTH_TOKEN_SECRET));
  }

  @Produces
  @Singleton
  KeyRing keyRing(Clock clock) {
    return new KeyRing(clock);
  }

  @Produces
  @Singleton
  IssuerMetadata issuerMetadata(AccessTokenConfig config) {
    return new IssuerMetadata(
        config.issuer(), plantRoom.publicAddress() + "/.well-known/jwks.json");
  }

  @Produces
  @Singleton
  AccessTokenIssuer accessTokenIssuer(KeyRing keys, AccessTokenConfig config) {
    return new AccessTokenIssuer(keys::active, config);
  }

  @Produces
  @Singleton
  AccessTokenVerifier accessTokenVerifier(
      KeyRing keys,
      AccessTokenConfig config,
      EndedSessions ended,
      AccessVersions versions,
      Clock clock) {
    return new AccessTokenVerifier(keys, config, ended::contains, versions::isStale, clock);
  }

  @Produces
  @Singleton
  RefreshTokens refreshTokens(AccessTokenConfig access, Clock clock) {
    SigningKey key = SigningKey.hmac(secret(SecretName.JWT_REFRESH_TOKEN_SECRET));
    VerificationKeys current = VerificationKeys.of(key.verificationKey());
    Instant end = clock.instant().plus(configuration().sessions().lifetime());
    return new RefreshTokens(
        key,
        configuration()
            .previousRefreshKey()
            .map(previous -> current.andUntil(end, clock, previous))
            .orElse(current),
        access.issuer(),
        access.audience(),
        access.clockSkew(),
        clock);
  }

  @Produces
  @Singleton
  EndedSessions endedSessions(AccessTokenConfig access, Clock clock) {
    return new EndedSessions(access.lifetime().plus(access.clockSkew()), clock);
  }

  @Produces
  @Singleton
  AccessVersions accessVersions(AccessTokenConfig access, Clock clock) {
    return new AccessVersions(access.lifetime().plus(access.clockSkew()), clock);
  }

  @Produces
  @Singleton
  InvitationConfig invitationConfig() {
    return configuration().invitations();
  }

  @Produces
  @Singleton
  RecoveryConfig recoveryConfig() {
    return configuration().recovery();
  }

  @Produces
  @Singleton
  Errands errands() {
    return new Errands();
  }

  @Produces
  @Singleton
  ProfileConfig profileConfig() {
    return configuration().profiles();
  }

  @Produces
  @Singleton
  RateLimiter rateLimiter(Transactions transactions, Sql sql, Clock clock) {
    RateLimiter here = new InMemoryRateLimiter(clock, COUNTED_KEYS);
    return plantRoom.nodes().isEmpty()
        ? here
        : new DatabaseRateLimiter(
            here,
            transactions,
            sql,
            new PurposeMac(secret(SecretName.TOKEN_HASH_SECRET), "limits"),
            clock);
  }

  @Produces
  @Singleton
  LoginLimits loginLimits(RateLimiter limiter, KnownBrowsers browsers, Clock clock) {
    return new LoginLimits(
        limiter,
        new InMemoryRateLimiter(clock, COUNTED_KEYS),
        browsers,
        configuration().loginRules());
  }

  @Produces
  @Singleton
  BasicAuth basicAuth() {
    return configuration().basicAuth();
  }

  @Produces
  @Singleton
  PrincipalNames principalNames() {
    return configuration().principalNames();
  }

  @Produces
  @Singleton
  OperatorAccount operatorAccount() {
    return configuration().operatorAccount();
  }

  @Produces
  @Singleton
  Passwords passwords() {
    return new Passwords(configuration().passwords(), plantRoom.hashing());
  }

  @Produces
  @Singleton
  PasswordPolicy passwordPolicy() {
    return new PasswordPolicy(configuration().passwords().minLength());
  }

  @Produces
  @Singleton
  SetupToken setupToken() {
    return new SetupToken(configuration().home());
  }

  @Produces
  @Singleton
  OperatorToken operatorToken() {
    return new OperatorToken(configuration().home(), new SecureRandom());
  }

  @Produces
  @Singleton
  LoginMethods loginMethods() {
    return configuration().loginMethods();
  }

  @Produces
  @Singleton
  Outbound outbound() {
    return new Outbound(configuration().sso().outbound());
  }

  void close(@Disposes Outbound outbound) {
    outbound.close();
  }

  @Produces
  @Singleton
  Providers providers() {
    return new Providers(List.of()); // LiveProviders fills it before the first request
  }

  @Produces
  @Singleton
  ProviderBuilder providerBuilder(Outbound outbound, Clock clock) {
    return configuration().providerMaker(plantRoom.publicAddress(), outbound, clock);
  }

  @Produces
  @Singleton
  ProviderLinks providerLinks(Providers providers) {
    return new ProviderLinks(providers);
  }

  @Produces
  @Singleton
  Provisioning provisioning() {
    return configuration().sso().provisioning();
  }

  @Produces
  @Singleton
  LeavingConfig leavingConfig() {
    return configuration().sso().leaving(plantRoom.publicAddress());
  }

  @Produces
  @Singleton
  RoundTrips roundTrips(Clock clock) {
    return new RoundTrips(
        secret(SecretName.EXPRESS_SESSION_SECRET),
        configuration().previousSessionSecret(),
        clock,
        new SecureRandom());
  }

  @Produces
  @Singleton
  RoundTripCookies roundTripCookies(RoundTrips trips) {
    return new RoundTripCookies(trips, configuration().secureCookies());
  }
}
