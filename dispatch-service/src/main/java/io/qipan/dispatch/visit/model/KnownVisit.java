package io.qipan.dispatch.visit.model;

import java.util.Optional;

/**
 * What was told last of the visits that a place needs in a period, once they were overdue.
 *
 * @param round of the zone where the place was then; a grid that moves it to another one moves no work
 */
public record KnownVisit(String duty, String round, long version, boolean overdue) {

    /**
     * What is known after these news; empty if they are no news, because they, or later ones, are known, or because
     * nothing was or is overdue.
     */
    public static Optional<KnownVisit> after(Optional<KnownVisit> known, VisitNews news) {
        boolean isOld = known.filter(one -> one.version >= news.version()).isPresent();
        boolean concernsNobody = known.isEmpty() && !news.overdue();
        return isOld || concernsNobody
                ? Optional.empty()
                : Optional.of(new KnownVisit(
                        news.duty(),
                        known.map(KnownVisit::round).orElse(news.round()),
                        news.version(),
                        news.overdue()));
    }
}
