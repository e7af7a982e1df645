package org.gatehouse.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gatehouse.audit.http.AuditEventsResource;
import org.gatehouse.health.http.PingResource;
import org.gatehouse.invitation.http.InvitationsResource;
import org.gatehouse.invitation.http.InviteResource;
import org.gatehouse.json.JsonProvider;
import org.gatehouse.login.http.ActivationResource;
import org.gatehouse.login.http.BasicAuthResource;
import org.gatehouse.login.http.LoginResource;
import org.gatehouse.login.http.LogoutResource;
import org.gatehouse.login.http.SessionsResource;
import org.gatehouse.login.http.WhoAmIResource;
import org.gatehouse.mail.http.MailResource;
import org.gatehouse.operator.http.OperatorKeysResource;
import org.gatehouse.operator.http.OperatorMailResource;
import org.gatehouse.operator.http.OperatorOwnersResource;
import org.gatehouse.operator.http.OperatorSessionsResource;
import org.gatehouse.operator.http.OperatorUsersResource;
import org.gatehouse.people.http.UsersResource;
import org.gatehouse.profile.http.ConfirmEmailChangeResource;
import org.gatehouse.profile.http.UserResource;
import org.gatehouse.recovery.http.RecoveryResource;
import org.gatehouse.registration.http.InvitationAcceptResource;
import org.gatehouse.registration.http.RegisterResource;
import org.gatehouse.registration.http.ResolveResource;
import org.gatehouse.registration.http.SettingsResource;
import org.gatehouse.rest.AccessRules;
import org.gatehouse.rest.AuthExceptionMapper;
import org.gatehouse.rest.ResponseHeaders;
import org.gatehouse.rest.RuntimeExceptionMapper;
import org.gatehouse.rest.UnexpectedExceptionMapper;
import org.gatehouse.rest.WebApplicationExceptionMapper;
import org.gatehouse.role.http.PermissionsResource;
import org.gatehouse.role.http.RolesResource;
import org.gatehouse.signingkey.http.KeysResource;
import org.gatehouse.signon.http.BackChannelResource;
import org.gatehouse.signon.http.LoginMethodsResource;
import org.gatehouse.signon.http.ProviderSetupsResource;
import org.gatehouse.signon.http.SsoResource;
import org.gatehouse.web.CorsFilter;
import org.gatehouse.web.CrossSiteFilter;
import org.gatehouse.workspace.http.MembersResource;
import org.gatehouse.workspace.http.WorkspacesResource;

/** The REST API below {@code /api/v1}: what is not listed here is not served. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {
  static final Set<Class<?>> RESOURCES =
      Set.of(
          ActivationResource.class,
          AuditEventsResource.class,
          BackChannelResource.class,
          BasicAuthResource.class,
          ConfirmEmailChangeResource.class,
          InvitationAcceptResource.class,
          InvitationsResource.class,
          InviteResource.class,
          KeysResource.class,
          LoginMethodsResource.class,
          LoginResource.class,
          LogoutResource.class,
          MailResource.class,
          MembersResource.class,
          OperatorKeysResource.class,
          OperatorMailResource.class,
          OperatorOwnersResource.class,
          OperatorSessionsResource.class,
          OperatorUsersResource.class,
          PermissionsResource.class,
          PingResource.class,
          RecoveryResource.class,
          ProviderSetupsResource.class,
          RegisterResource.class,
          ResolveResource.class,
          RolesResource.class,
          SessionsResource.class,
          SettingsResource.class,
          SsoResource.class,
          UserResource.class,
          UsersResource.class,
          WhoAmIResource.class,
          WorkspacesResource.class);

  private static final Set<Class<?>> PLUMBING =
      Set.of(
          AccessRules.class,
          AuthExceptionMapper.class,
          CorsFilter.class,
          CrossSiteFilter.class,
          JsonProvider.class,
          ResponseHeaders.class,
          RuntimeExceptionMapper.class,
          UnexpectedExceptionMapper.class,
          WebApplicationExceptionMapper.class);

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new HashSet<>(RESOURCES);
    classes.addAll(PLUMBING);
    return classes;
  }

  /** Jersey answers OPTIONS with a description of every resource unless told not to. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
