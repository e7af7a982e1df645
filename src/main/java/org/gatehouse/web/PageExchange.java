package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.request.RetryAfter;

/** A request for a page and the answer to it. */
public final class PageExchange {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Pages pages;
  private final Csrf csrf;

  PageExchange(HttpServletRequest request, HttpServletResponse response, Pages pages, Csrf csrf) {
    this.request = request;
    this.response = response;
    this.pages = pages;
    this.csrf = csrf;
  }

  /** The request. */
  public HttpServletRequest request() {
    return request;
  }

  /** A parameter of the query, if it is there and not empty. */
  public Optional<String> query(String name) {
    return Form.ofQuery(request).find(name);
  }

  /** The address in the query to which somebody goes who has signed in, if it is ours. */
  public Optional<ReturnAddress> returnAddress() {
    return query("return").flatMap(ReturnAddress::parse);
  }

  /** The same, as a form has carried it. */
  public static Optional<ReturnAddress> returnAddress(Form form) {
    return ReturnAddress.parse(form.text("return"));
  }

  /** The address of a page of ours. */
  public String path(String page) {
    return request.getContextPath() + page;
  }

  /** Adds a header to the answer. */
  public void header(String name, String value) {
    response.addHeader(name, value);
  }

  /** Adds when to come back to the answer, if the refusal knows, and says it. */
  public Optional<Duration> retryAfter(AuthException refusal) {
    Optional<Duration> wait = Optional.ofNullable(refusal.retryAfter());
    wait.ifPresent(time -> header("Retry-After", RetryAfter.header(time)));
    return wait;
  }

  /** Adds these cookies to the answer. */
  public void cookies(List<String> lines) {
    lines.forEach(line -> response.addHeader("Set-Cookie", line));
  }

  /** Answers with a page; its forms will be known again as ours. */
  public void show(int status, PageView page) throws IOException {
    pages.write(request, response, status, page.with("csrf", csrf.field(request, response)));
  }

  /**
   * Answers with 303, after which a browser asks for that page (RFC 9110, section 15.4.4).
   *
   * @param address a path on this origin, and never the Host of the request with it
   */
  public void seeOther(String address) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
    response.setHeader("Cache-Control", "no-store");
  }

  /** Answers with 303 to the return address, or to our home. */
  public void seeOther(Optional<ReturnAddress> address) {
    seeOther(address.map(ReturnAddress::value).orElse(path("/")));
  }
}
