package org.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRoleTest {
  @Test
  void parseWhenSeveralThenEachWithTheLastEqualsSignAndTheLastColon() {
    assertEquals(
        List.of(
            new GroupRole("/staff/editors", "Default Workspace", "editor"),
            new GroupRole("cn=all,dc=example", "Sales: North", "reader"),
            new GroupRole(
                "1f0d6f6e-6f0b-4b1e-9a46-1a5d0c1f2b33",
                "0b1a3a52-9d0e-4a4c-8f43-6a1df8c0a111",
                "member")),
        GroupRole.parseAll(
            " /staff/editors = Default Workspace : editor;"
                + "cn=all,dc=example=Sales: North:reader;"
                + "1f0d6f6e-6f0b-4b1e-9a46-1a5d0c1f2b33="
                + "0b1a3a52-9d0e-4a4c-8f43-6a1df8c0a111:member;"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";",
        "editors",
        "editors=Workspace",
        "=Workspace:editor",
        "editors=:editor",
        "editors=Workspace:",
        "a:b=Workspace",
        "editors=Workspace:owner",
        "editors=Workspace:Owner",
        "editors=Workspace:00000000-0000-4000-8000-000000000001",
        "editors=Workspace:editor;editors=Workspace:reader"
      })
  void parseWhenNotPlainOrForOwnersThenRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> GroupRole.parseAll(text));
  }
}
