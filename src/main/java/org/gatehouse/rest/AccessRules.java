package org.gatehouse.rest;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.Set;

/**
 * Enforces {@link RolesAllowed}, {@link SignedIn}, {@link PermitAll} and {@link DenyAll} on
 * resources, a method's before its class's. Servers differ: TomEE 9, TomEE 10 and WildFly ignore
 * them on a resource that is no EJB. A resource that carries none is not served at all: forgetting
 * must not open anything.
 */
@Provider
public class AccessRules implements DynamicFeature {
  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    RequiredAccess rule =
        of(resource.getResourceMethod())
            .or(() -> of(resource.getResourceClass()))
            .orElse(RequiredAccess.NOBODY);
    if (rule.kind() != RequiredAccess.Kind.ANYBODY) {
      context.register(new AccessFilter(rule));
    }
  }

  private static Optional<RequiredAccess> of(AnnotatedElement element) {
    if (element.isAnnotationPresent(DenyAll.class)) {
      return Optional.of(RequiredAccess.NOBODY);
    }
    RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
    if (roles != null) {
      return Optional.of(new RequiredAccess(RequiredAccess.Kind.ROLES, Set.of(roles.value())));
    }
    if (element.isAnnotationPresent(SignedIn.class)) {
      return Optional.of(RequiredAccess.ANY_CALLER);
    }
    return element.isAnnotationPresent(PermitAll.class)
        ? Optional.of(RequiredAccess.ANYBODY)
        : Optional.empty();
  }
}
