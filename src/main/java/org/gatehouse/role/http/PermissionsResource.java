package org.gatehouse.role.http;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.authority.Permission;
import org.gatehouse.json.Json;

/** The permissions that Gatehouse itself knows, for whoever shows a form for roles. */
@Path("/auth/permissions/ROLE")
@PermitAll
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PermissionsResource {
  /** A permission: what a role stores, and what a person reads. */
  public record Choice(String key, String value) {}

  /** The catalogue by category; the same for everybody, since it is in the documentation. */
  @GET
  public Response catalogue() {
    Map<String, List<Choice>> categories = new LinkedHashMap<>();
    Permission.byCategory()
        .forEach(
            (category, permissions) ->
                categories.put(
                    category,
                    permissions.stream().map(key -> new Choice(key, words(key))).toList()));
    return Response.ok(Json.write(categories)).build();
  }

  /** {@code workspace:add-user} as "Add user". */
  private static String words(String permission) {
    String verb = permission.substring(permission.indexOf(':') + 1).replace('-', ' ');
    return Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
  }
}
