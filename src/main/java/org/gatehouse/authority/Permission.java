package org.gatehouse.authority;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gatehouse's own permissions, and the form of all: noun and verb. Other applications have their
 * own; Gatehouse hands them out in roles and gives them no meaning.
 */
public final class Permission {
  /** Seeing, changing, disabling accounts. */
  public static final String USERS_MANAGE = "users:manage";

  /** Making and changing roles. */
  public static final String ROLES_MANAGE = "roles:manage";

  /** Seeing a workspace and its members. */
  public static final String WORKSPACE_VIEW = "workspace:view";

  /** Making workspaces. */
  public static final String WORKSPACE_CREATE = "workspace:create";

  /** Renaming a workspace. */
  public static final String WORKSPACE_UPDATE = "workspace:update";

  /** Deleting a workspace. */
  public static final String WORKSPACE_DELETE = "workspace:delete";

  /** Bringing people into a workspace. */
  public static final String WORKSPACE_ADD_USER = "workspace:add-user";

  /** Removing people from a workspace. */
  public static final String WORKSPACE_UNLINK_USER = "workspace:unlink-user";

  /** Reading the audit trail. */
  public static final String LOGIN_ACTIVITY_VIEW = "loginActivity:view";

  /** Trying whether mail works, and seeing what became of it, in the whole installation. */
  public static final String MAIL_MANAGE = "mail:manage";

  /** Reading the figures for monitoring, which are those of the whole installation. */
  public static final String METRICS_VIEW = "metrics:view";

  /** Every permission of Gatehouse itself. */
  public static final List<String> ALL =
      List.of(
          USERS_MANAGE,
          ROLES_MANAGE,
          "sso:manage",
          WORKSPACE_VIEW,
          WORKSPACE_CREATE,
          WORKSPACE_UPDATE,
          WORKSPACE_DELETE,
          WORKSPACE_ADD_USER,
          WORKSPACE_UNLINK_USER,
          LOGIN_ACTIVITY_VIEW,
          "sessions:manage",
          "keys:rotate",
          MAIL_MANAGE,
          METRICS_VIEW);

  /** In a role: everything, also of other applications. */
  static final String EVERYTHING = "*";

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z][A-Za-z0-9_-]*:[A-Za-z][A-Za-z0-9_-]*");

  private static final int MAX_LENGTH = 64;

  private Permission() {}

  /** Whether the text has the form of a permission. */
  public static boolean isWellFormed(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  /** Gatehouse's own, by noun. */
  public static Map<String, List<String>> byCategory() {
    Map<String, List<String>> categories = new TreeMap<>();
    for (String permission : ALL) {
      String noun = permission.substring(0, permission.indexOf(':'));
      categories.merge(
          noun,
          List.of(permission),
          (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }
    return categories;
  }
}
