package org.gatehouse.signon.http;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.credential.PageCaller;
import org.gatehouse.kernel.Actor;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.Caller;
import org.gatehouse.request.RequestOrigin;
import org.gatehouse.sso.ProviderName;
import org.gatehouse.sso.setup.ProviderBuilder;
import org.gatehouse.sso.setup.ProviderSetup;
import org.gatehouse.sso.setup.ProviderSetups;
import org.gatehouse.web.Form;
import org.gatehouse.web.FormServlet;
import org.gatehouse.web.PageExchange;
import org.gatehouse.web.PageView;
import org.gatehouse.web.ReturnAddress;

/** Where owners set identity providers up, try and remove them. */
public class LoginMethodsPage extends FormServlet {
  private static final long serialVersionUID = 1L;
  private static final String ADDRESS = "/login-methods";
  private static final String PROVIDER = "provider";

  private static final Map<ProviderName, String> NAMES =
      Map.of(
          ProviderName.GOOGLE, "Google",
          ProviderName.AZURE, "Microsoft Entra",
          ProviderName.AUTH0, "Auth0",
          ProviderName.GITHUB, "GitHub",
          ProviderName.OIDC, "Another OpenID provider");

  private static final Map<String, String> LABELS =
      Map.of(
          "clientId",
          "Client id",
          ProviderBuilder.SECRET,
          "Client secret",
          "issuer",
          "Issuer",
          "name",
          "What the button says",
          "tenantId",
          "Tenant ids",
          "authority",
          "Authority",
          "domain",
          "Domain",
          "url",
          "Address",
          "groupsClaim",
          "Claim of the groups",
          "groupRoles",
          "Roles of the groups");

  @Inject transient PageCaller caller;
  @Inject transient ProviderSetups setups;
  @Inject transient RequestOrigin origin;

  @Override
  protected void show(PageExchange exchange) throws IOException {
    Optional<Actor> actor = actor(exchange);
    if (actor.isPresent()) {
      Optional<ProviderName> chosen = exchange.query(PROVIDER).flatMap(ProviderName::parse);
      PageView view =
          chosen.isPresent()
              ? one(setups.get(actor.get(), chosen.get()), Map.of())
              : all(setups.list(actor.get()));
      exchange.show(200, view.with("notice", exchange.query("done").flatMap(this::notice)));
    }
  }

  @Override
  protected void submit(PageExchange exchange, Form form) throws IOException {
    Optional<Actor> actor = actor(exchange);
    if (actor.isEmpty()) {
      return;
    }
    ProviderName name =
        ProviderName.parse(form.text(PROVIDER))
            .orElseThrow(() -> new AuthException(ErrorCode.NOT_FOUND, "no such provider"));
    try {
      switch (form.text("do")) {
        case "save" -> {
          ProviderSetup unused = setups.put(actor.get(), name, texts(name, form));
          done(exchange, name, "save");
        }
        case "remove" -> {
          setups.remove(actor.get(), name);
          exchange.seeOther(exchange.path(ADDRESS + "?done=remove"));
        }
        case "test" -> {
          ProviderSetups.Trial trial = setups.test(actor.get(), name);
          exchange.show(
              200,
              one(setups.get(actor.get(), name), Map.of())
                  .with(trial.works() ? "notice" : "error", trial.message()));
        }
        default -> throw new AuthException(ErrorCode.BAD_REQUEST, "a form that the page has not");
      }
    } catch (AuthException refusal) {
      if (refusal.code() != ErrorCode.VALIDATION_FAILED && refusal.code() != ErrorCode.CONFLICT) {
        throw refusal;
      }
      showAgain(exchange, form, refusal.code().status(), String.join(" ", refusal.reasons()));
    }
  }

  private Map<String, String> texts(ProviderName name, Form form) {
    Map<String, String> texts = new HashMap<>();
    for (ProviderBuilder.Field field : setups.fields(name)) {
      String text = form.text(field.name()).strip();
      if (!text.isEmpty()) {
        texts.put(field.name(), text);
      }
    }
    return texts;
  }

  private static void done(PageExchange exchange, ProviderName name, String what) {
    exchange.seeOther(exchange.path(ADDRESS + "?provider=" + name + "&done=" + what));
  }

  @Override
  protected void showAgain(PageExchange exchange, Form form, int status, String reason)
      throws IOException {
    Optional<Actor> actor = actor(exchange);
    Optional<ProviderName> name = ProviderName.parse(form.text(PROVIDER));
    if (actor.isPresent()) {
      PageView view =
          name.isPresent()
              ? one(setups.get(actor.get(), name.get()), texts(name.get(), form))
              : all(setups.list(actor.get()));
      exchange.show(status, view.with("error", reason));
    }
  }

  /** Who looks; who is not signed in goes there first, and comes back. */
  private Optional<Actor> actor(PageExchange exchange) {
    Optional<Caller> found = caller.of(exchange);
    if (found.isEmpty()) {
      exchange.seeOther(ReturnAddress.loginPage(exchange.path(""), exchange.path(ADDRESS)));
    }
    return found.map(known -> origin.actor(exchange.request()));
  }

  private static PageView all(List<ProviderSetup> all) {
    return PageView.of("login-methods", "Ways to sign in")
        .with(
            "all",
            all.stream()
                .map(
                    setup ->
                        Map.of(
                            "name",
                            setup.provider().toString(),
                            "label",
                            String.valueOf(NAMES.get(setup.provider())),
                            "state",
                            state(setup.source())))
                .toList());
  }

  private static String state(ProviderSetup.Source source) {
    return switch (source) {
      case ENVIRONMENT -> "set up by the settings of the server";
      case STORED -> "set up here";
      case NONE -> "not set up";
    };
  }

  /** What was typed is shown again, but for the secret. */
  private PageView one(ProviderSetup setup, Map<String, String> typed) {
    ProviderBuilder.Addresses addresses = setups.addresses(setup.provider());
    boolean isStored = setup.source() == ProviderSetup.Source.STORED;
    Map<String, String> values = typed.isEmpty() ? setup.texts() : typed;
    return PageView.of("login-method", String.valueOf(NAMES.get(setup.provider())))
        .with(PROVIDER, setup.provider().toString())
        .with("label", String.valueOf(NAMES.get(setup.provider())))
        .with("isFixed", setup.source() == ProviderSetup.Source.ENVIRONMENT)
        .with("isStored", isStored)
        .with("isSetUp", setup.source() != ProviderSetup.Source.NONE)
        .with("redirectUri", addresses.redirectUri().toString())
        .with("backchannelLogoutUri", addresses.backchannelLogoutUri().toString())
        .with("postLogoutRedirectUri", addresses.postLogoutRedirectUri().toString())
        .with("signsOut", setup.provider() != ProviderName.GITHUB)
        .with(
            "fields",
            setups.fields(setup.provider()).stream()
                .map(field -> row(field, values, isStored))
                .toList());
  }

  private static Map<String, Object> row(
      ProviderBuilder.Field field, Map<String, String> values, boolean isStored) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", field.name());
    row.put("label", String.valueOf(LABELS.get(field.name())));
    row.put("isOptional", !field.isNeeded() || (field.isSecret() && isStored));
    row.put("type", field.isSecret() ? "password" : "text");
    row.put("value", field.isSecret() ? "" : values.getOrDefault(field.name(), ""));
    row.put(
        "hint",
        field.isSecret() && isStored
            ? "One is stored. Leave it empty to keep it."
            : field.isSecret() ? "As the provider has given it." : plain(field.allowed()));
    return row;
  }

  /** Descriptions of settings are Markdown. */
  private static String plain(String markdown) {
    String text = markdown.replace("`", "");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private Optional<String> notice(String done) {
    return switch (done) {
      case "save" -> Optional.of("It is stored, and people can sign in with it. Try it.");
      case "remove" -> Optional.of("It is removed. Nobody signs in with it any more.");
      default -> Optional.empty();
    };
  }
}
