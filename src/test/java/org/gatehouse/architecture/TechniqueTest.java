package org.gatehouse.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.gatehouse.architecture.offenders.Offenders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TechniqueTest {
  static Stream<Arguments> rulesAndOffenders() {
    return Stream.of(
        arguments(TechniqueRules.HTTP_TYPES, Offenders.UsesServlet.class),
        arguments(TechniqueRules.HTTP_TYPES, Offenders.UsesRest.class),
        arguments(TechniqueRules.HTTP_TYPES, Offenders.UsesSecurity.class),
        arguments(TechniqueRules.JOSE4J, Offenders.UsesJose4j.class),
        arguments(TechniqueRules.JACKSON, Offenders.UsesJackson.class),
        arguments(TechniqueRules.JACKSON_CORE, Offenders.UsesJacksonCore.class),
        arguments(TechniqueRules.PASSWORD_LIBRARIES, Offenders.UsesBcrypt.class),
        arguments(TechniqueRules.PASSWORD_LIBRARIES, Offenders.UsesZxcvbn.class),
        arguments(TechniqueRules.DATABASE_LIBRARIES, Offenders.UsesFlyway.class),
        arguments(TechniqueRules.DATABASE_LIBRARIES, Offenders.UsesPool.class),
        arguments(TechniqueRules.DATABASE_LIBRARIES, Offenders.UsesH2.class),
        arguments(TechniqueRules.TEMPLATES, Offenders.UsesHandlebars.class),
        arguments(TechniqueRules.PROMETHEUS, Offenders.UsesPrometheus.class),
        arguments(TechniqueRules.EMBEDDED_SERVER, Offenders.UsesTomee.class),
        arguments(TechniqueRules.EMBEDDED_SERVER, Offenders.UsesCatalina.class),
        arguments(TechniqueRules.AWS, Offenders.UsesAws.class),
        arguments(TechniqueRules.OUTBOUND, Offenders.UsesHttpClient.class),
        arguments(TechniqueRules.MAIL, Offenders.UsesMail.class),
        arguments(TechniqueRules.TRANSACTIONS, Offenders.UsesJta.class),
        arguments(TechniqueRules.CRYPTOGRAPHY, Offenders.UsesCipher.class),
        arguments(TechniqueRules.RANDOMNESS, Offenders.UsesRandom.class),
        arguments(TechniqueRules.RANDOMNESS, Offenders.UsesMathRandom.class),
        arguments(TechniqueRules.RANDOMNESS, Offenders.UsesThreadLocalRandom.class),
        arguments(TechniqueRules.TIME, Offenders.AsksInstant.class),
        arguments(TechniqueRules.TIME, Offenders.AsksInstantByReference.class),
        arguments(TechniqueRules.TIME, Offenders.AsksSystem.class),
        arguments(TechniqueRules.TIME, Offenders.MakesClock.class),
        arguments(TechniqueRules.ENVIRONMENT, Offenders.AsksEnvironment.class),
        arguments(TechniqueRules.NAMES, Offenders.StringUtils.class),
        arguments(TechniqueRules.NAMES, Offenders.SessionManager.class),
        arguments(TechniqueRules.NULL_MARKED, Offenders.class));
  }

  static Stream<ArchRule> rules() {
    return rulesAndOffenders().map(pair -> (ArchRule) pair.get()[0]).distinct();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void codeWhenReadThenKeepsTheRule(ArchRule rule) {
    rule.check(MainClasses.ALL);
  }

  @ParameterizedTest
  @MethodSource("rulesAndOffenders")
  void ruleWhenAClassBreaksItThenFindsIt(ArchRule rule, Class<?> offender) {
    assertTrue(rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation());
  }

  @Test
  void timeRuleWhenAClockIsHandedInThenContent() {
    assertFalse(
        TechniqueRules.TIME
            .evaluate(new ClassFileImporter().importClasses(Offenders.Innocent.class))
            .hasViolation());
    assertFalse(
        TechniqueRules.RANDOMNESS
            .evaluate(new ClassFileImporter().importClasses(Offenders.Innocent.class))
            .hasViolation());
  }
}
