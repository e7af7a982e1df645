package org.example.newsroom;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST below {@code /api}, which {@code web.xml} protects like any other address. */
@ApplicationPath("api")
public class ApiApplication extends Application {}
