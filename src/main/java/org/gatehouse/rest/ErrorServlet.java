package org.gatehouse.rest;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.gatehouse.request.HttpConfig;

/**
 * The container's error page: what is refused before or beside JAX-RS gets the form of all other
 * refusals. Asked for directly, it is not there.
 */
public class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient HttpConfig config;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isErrorPage = request.getDispatcherType() == DispatcherType.ERROR;
    int status =
        isErrorPage
                && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer s
            ? s
            : 404;
    String path =
        isErrorPage && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String p
            ? p
            : request.getRequestURI();
    answer(request, response, new AuthException(ErrorCode.forStatus(status), "error page"), path);
  }

  /** Answers with a problem. */
  protected void answer(
      HttpServletRequest request, HttpServletResponse response, AuthException refusal, String path)
      throws IOException {
    ProblemAnswer.of(refusal, request, path, config).writeTo(response);
  }
}
