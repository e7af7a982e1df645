package org.gatehouse.openid;

import java.util.Map;

/** What a code stands for. */
record Grant(Map<String, String> request, Person person) {}
