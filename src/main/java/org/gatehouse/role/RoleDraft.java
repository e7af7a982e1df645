package org.gatehouse.role;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.authority.Permission;
import org.gatehouse.authority.PermissionSet;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;

/**
 * What a role is to be; of what is empty, the present stays.
 *
 * @param name in NFC, without space around it
 */
public record RoleDraft(
    Optional<String> name, Optional<String> description, Optional<PermissionSet> permissions) {
  /** Groups that mean something by themselves, and the general roles. */
  private static final Set<String> RESERVED =
      Set.of("owner", "operator", "member", "personal workspace");

  /**
   * Letters, digits and what joins words: nothing invisible, no {@code *}, which stands for every
   * role in Jakarta Security, no comma, which separates roles in configurations.
   */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._:/-]*");

  private static final int MAX_NAME = 100;
  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_STORED = 4000;

  /**
   * Reads what a client sent.
   *
   * @throws AuthException {@link ErrorCode#VALIDATION_FAILED} with every reason
   */
  public static RoleDraft of(
      Optional<String> name, Optional<String> description, Optional<List<String>> permissions) {
    Optional<String> tidy =
        name.map(text -> Normalizer.normalize(text, Normalizer.Form.NFC).strip());
    List<String> wrong = new ArrayList<>();
    tidy.ifPresent(text -> checkName(text, wrong));
    if (description.filter(text -> text.length() > MAX_DESCRIPTION).isPresent()) {
      wrong.add("description has more than " + MAX_DESCRIPTION + " characters");
    }
    Optional<PermissionSet> set = permissions.map(PermissionSet::of);
    if (permissions.isPresent() && !permissions.get().stream().allMatch(Permission::isWellFormed)) {
      wrong.add("permissions must be noun:verb, such as article:edit");
    } else if (set.filter(all -> all.stored().length() > MAX_STORED).isPresent()) {
      wrong.add("permissions are too many");
    }
    if (!wrong.isEmpty()) {
      throw AuthException.withReasons(ErrorCode.VALIDATION_FAILED, wrong);
    }
    return new RoleDraft(tidy, description.map(String::strip), set);
  }

  private static void checkName(String name, List<String> wrong) {
    if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
      wrong.add("name must be letters, digits, spaces and ._:/- in at most 100 characters");
    } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      wrong.add("name is reserved");
    }
  }
}
