package org.gatehouse.mail;

/**
 * Settings of mail.
 *
 * @param isConfigured whether there is a mail server at all
 */
public record MailConfig(boolean isConfigured) {}
