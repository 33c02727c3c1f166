package io.qipan.patrol.roster.model;

/**
 * One person of a crew.
 *
 * @param member service number or another pseudonym
 * @param role what this person does in it, {@code coxswain}
 */
public record CrewMember(String member, String role) {}
