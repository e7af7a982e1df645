package org.gatehouse.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.gatehouse.health.http.PingResource;

/** The REST API below {@code /api/v1}: what is not listed here is not served. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(PingResource.class);
  }
}
