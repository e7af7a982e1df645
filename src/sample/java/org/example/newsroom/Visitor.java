package org.example.newsroom;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;

/**
 * What the container tells of the sender of a request.
 *
 * @param name of the signed-in user; null for everybody else
 * @param editor whether the user has the role {@code editor}
 * @param owner whether the user has the role {@code owner}
 * @param authType how the user has signed in, in the words of the login; null for everybody else
 * @param sessionRequests how many requests of this HTTP session were counted, this one included
 */
record Visitor(String name, boolean editor, boolean owner, String authType, int sessionRequests) {

  /** Reads the user and counts the request. */
  static Visitor of(HttpServletRequest request) {
    Principal user = request.getUserPrincipal();
    return new Visitor(
        user == null ? null : user.getName(),
        request.isUserInRole("editor"),
        request.isUserInRole("owner"),
        request.getAuthType(),
        count(request.getSession()));
  }

  boolean isSignedIn() {
    return name != null;
  }

  String toJson() {
    // A builder, not string concatenation: names may hold any character.
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (isSignedIn()) {
      json.add("name", name);
    } else {
      json.addNull("name");
    }
    json.add("editor", editor).add("owner", owner);
    if (authType != null) {
      json.add("authType", authType);
    } else {
      json.addNull("authType");
    }
    return json.add("sessionRequests", sessionRequests).build().toString();
  }

  private static int count(HttpSession session) {
    // Two requests at the same moment may count as one: good enough here.
    int requests = session.getAttribute("requests") instanceof Integer earlier ? earlier + 1 : 1;
    session.setAttribute("requests", requests);
    return requests;
  }
}
