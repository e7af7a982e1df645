package org.gatehouse.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.kernel.EmailAddress;

/** What is wrong in a form in which somebody takes an account: by field, in the form's order. */
public final class FormMistakes {
  /** Of a name, a person's or an organization's. */
  public static final int MAX_NAME = 100;

  private final Map<String, String> byField = new LinkedHashMap<>();

  /** This one only. */
  public static FormMistakes of(String field, String text) {
    return new FormMistakes().add(field, text);
  }

  /** One more. */
  public FormMistakes add(String field, String text) {
    byField.put(field, text);
    return this;
  }

  /** What a person is called: {@code name}. */
  public FormMistakes checkName(Form form) {
    if (form.text("name").isBlank() || form.text("name").length() > MAX_NAME) {
      add("name", "Please enter your name, in at most 100 characters.");
    }
    return this;
  }

  /** An address: {@code email}. */
  public FormMistakes checkEmail(Form form) {
    if (EmailAddress.parse(form.text("email").strip()).isEmpty()) {
      add("email", "Please enter an e-mail address, such as ada@example.org.");
    }
    return this;
  }

  /** A new password, twice: {@code password} and {@code repeated}. */
  public FormMistakes checkPassword(Form form) {
    if (form.text("password").isEmpty()) {
      add("password", "Please choose a password.");
    } else if (!form.secret("password").equals(form.secret("repeated"))) {
      add("repeated", "The two passwords differ.");
    }
    return this;
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return byField.isEmpty();
  }

  /** The page with each mistake at its field, all in a list, and the first one to be put right. */
  public PageView on(PageView page) {
    return page.with("mistakes", byField)
        .with(
            "list",
            byField.entrySet().stream()
                .map(m -> Map.of("field", m.getKey(), "text", m.getValue()))
                .toList())
        .with("first", Map.of(byField.keySet().iterator().next(), true));
  }
}
