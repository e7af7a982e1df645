package org.example.reader;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * An application of somebody else that takes tokens by MicroProfile JWT: it knows nothing of
 * Gatehouse but the three lines of its configuration.
 */
@ApplicationPath("/api")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({"owner", "editor"})
public class ReaderApplication extends Application {}
