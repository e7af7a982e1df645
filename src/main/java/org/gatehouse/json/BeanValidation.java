package org.gatehouse.json;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import org.gatehouse.kernel.AuthException;
import org.gatehouse.kernel.ErrorCode;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks the constraints on request records. */
final class BeanValidation {
  /** Without the expression language: no message of ours needs it, and input never reaches one. */
  private static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          .ignoreXmlConfiguration()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private BeanValidation() {}

  /**
   * Gives the bean back if all its constraints hold.
   *
   * @throws AuthException {@link ErrorCode#VALIDATION_FAILED} with a sentence a member
   */
  static <T> T requireValid(T bean) {
    Set<ConstraintViolation<T>> violations = VALIDATOR.validate(bean);
    if (!violations.isEmpty()) {
      List<String> reasons =
          violations.stream()
              .map(v -> v.getPropertyPath() + " " + v.getMessage())
              .sorted()
              .toList();
      throw AuthException.withReasons(ErrorCode.VALIDATION_FAILED, reasons);
    }
    return bean;
  }
}
