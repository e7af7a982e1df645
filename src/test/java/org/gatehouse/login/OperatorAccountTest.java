package org.gatehouse.login;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.gatehouse.kernel.Sensitive;
import org.junit.jupiter.api.Test;

class OperatorAccountTest {
  @Test
  void operatorWhenSetThenOnlyTheExactPairMatches() {
    OperatorAccount operator =
        new OperatorAccount(Optional.of("admin"), Optional.of(Sensitive.of("s\u00e4:cret")));
    assertTrue(operator.isSet());
    assertTrue(operator.isNamed("admin"));
    assertFalse(operator.isNamed("Admin"));
    assertTrue(operator.matches("admin", Sensitive.of("s\u00e4:cret")));
    assertFalse(operator.matches("admin", Sensitive.of("s\u00e4:cret ")));
    assertFalse(operator.matches("admin", Sensitive.of("")));
    assertFalse(operator.matches("root", Sensitive.of("s\u00e4:cret")));
  }

  @Test
  void operatorWhenHalfOfItIsMissingThenNobodyMatches() {
    for (OperatorAccount none :
        List.of(
            new OperatorAccount(Optional.empty(), Optional.of(Sensitive.of("p"))),
            new OperatorAccount(Optional.of("admin"), Optional.empty()))) {
      assertFalse(none.isSet());
      assertFalse(none.isNamed("admin"));
      assertFalse(none.matches("admin", Sensitive.of("p")));
      assertFalse(none.matches("", Sensitive.of("")));
    }
  }
}
