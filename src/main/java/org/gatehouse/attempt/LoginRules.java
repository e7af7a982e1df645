package org.gatehouse.attempt;

import org.gatehouse.kernel.RateRule;

/**
 * The limits on failures.
 *
 * @param account sign-ins and Basic, and requests for mails to an account, for each account and
 *     address
 * @param delayAfter sign-ins and Basic, for each account, before each further one has to wait
 * @param address sign-ins and Basic, for each address
 * @param register registrations, requests for mails to an account, and links that are no good, for
 *     each address
 * @param refresh refreshes, for each address
 */
public record LoginRules(
    RateRule account, int delayAfter, RateRule address, RateRule register, RateRule refresh) {}
