package org.gatehouse.invitation.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.web.PageConfig;

/** Where invitations are accepted: below {@code APP_URL}, and never below the Host of a request. */
@ApplicationScoped
class RegisterPageAddress {
  private final PageConfig config;

  @Inject
  RegisterPageAddress(PageConfig config) {
    this.config = config;
  }

  @SuppressWarnings("NullAway") // for the container's client proxy, which uses no field
  protected RegisterPageAddress() {
    this(null);
  }

  String of(HttpServletRequest request) {
    return config.origin() + request.getContextPath() + "/register";
  }
}
