package org.cosearch.campaign.store;

/**
 * The right to measure on a device until it expires. It is lost by letting it expire and somebody else taking the
 * device; what the loser still writes is refused, because its token is old.
 *
 * @param holder a process, for people
 * @param token grows with every new holder of the device
 */
public record Lease(String device, String holder, long token) {}
