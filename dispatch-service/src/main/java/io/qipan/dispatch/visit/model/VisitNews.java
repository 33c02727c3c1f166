package io.qipan.dispatch.visit.model;

import java.time.Instant;

/**
 * How the visits that a place needs in a period stand, as patrol-service tells it.
 *
 * @param duty there, {@code visitDuties/{kind}-{code}/{period}}
 * @param version counts its changes there
 * @param round those of the same zone and period, {@code overdueVisits/{zone}/{period}}
 * @param until when the period ends
 */
public record VisitNews(String duty, long version, String round, Instant until, boolean overdue) {}
