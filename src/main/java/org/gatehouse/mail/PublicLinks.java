package org.gatehouse.mail;

import org.gatehouse.crypto.OpaqueToken;

/** Links that work from outside, by {@code APP_URL}: never by the Host of a request. */
public final class PublicLinks {
  private final String base;

  /**
   * Links below this address.
   *
   * @param base origin and context path, such as {@code https://www.example.com/gatehouse}
   */
  public PublicLinks(String base) {
    this.base = base;
  }

  /** The address of one of our pages, such as {@code /login}. */
  public String to(String page) {
    return base + page;
  }

  /** The address of a page that takes a token, which is a secret from now on. */
  public String to(String page, OpaqueToken token) {
    return base + page + "?token=" + token.value().reveal();
  }
}
