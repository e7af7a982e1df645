package org.gatehouse.health.http;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.health.Readiness;

/** Whether requests are worth sending to this node now: 200, else 503. */
public class ReadyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Readiness readiness;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HealthAnswer.write(response, readiness.state());
  }
}
