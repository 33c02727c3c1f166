package io.qipan.dispatch.missingperson.model;

import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.dispatch.missingperson.model.SectorState.Planned;
import io.qipan.dispatch.missingperson.model.SectorState.SearchAgain;
import io.qipan.dispatch.missingperson.model.SectorState.Searched;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of the ground that is searched as one.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param areaM2 on the ellipsoid
 * @param searcher who was asked last, {@code units/{id}} or {@code agencies/{code}}; empty if nobody was
 * @param owner of the search
 * @param drill of the search
 */
public record SearchSector(
        SearchSectorId id,
        long version,
        SectorState state,
        MissingSearchId search,
        String label,
        Region area,
        double areaM2,
        String searcher,
        List<SectorPass> passes,
        String owner,
        Instant addedAt,
        int reminders,
        boolean drill) {

    /** Beyond any honest use, and few enough to be read and written as a whole. */
    private static final int MOST_PASSES = 100;

    public SearchSector {
        passes = List.copyOf(passes);
    }

    public Decision<SearchSector> assign(String to, Instant now, Instant nextDeadlineAt) {
        return switch (state) {
            case Planned _, SearchAgain _ -> Decision.grant(next(new Assigned(now, nextDeadlineAt), to, passes));
            case Assigned _, Searched _ -> refuse("be assigned");
        };
    }

    /** Back to where it was before it was assigned. */
    public Decision<SearchSector> recall() {
        return switch (state) {
            case Assigned _ ->
                Decision.grant(next(passes.isEmpty() ? new Planned() : new SearchAgain(), searcher, passes));
            case Planned _, Searched _, SearchAgain _ -> refuse("be recalled");
        };
    }

    public Decision<SearchSector> report(SectorPass pass) {
        if (pass.until().isBefore(pass.from())) {
            return Decision.refuse(
                    Refusal.of(Reason.INVALID_FIELD, "until " + pass.until() + " is before from " + pass.from() + ".")
                            .withViolations(List.of(new Refusal.Violation("until", "is before from"))));
        }
        return switch (state) {
            case Assigned _ -> {
                List<SectorPass> more = new ArrayList<>(passes);
                more.add(pass);
                yield Decision.grant(next(new Searched(), searcher, more));
            }
            case Planned _, Searched _, SearchAgain _ -> refuse("be reported as searched");
        };
    }

    public Decision<SearchSector> repeat() {
        return switch (state) {
            case Searched _ ->
                passes.size() < MOST_PASSES
                        ? Decision.grant(next(new SearchAgain(), searcher, passes))
                        : refuse("be searched more than " + MOST_PASSES + " times");
            case Planned _, Assigned _, SearchAgain _ -> refuse("be searched again");
        };
    }

    public SearchSector takeOver(String nextOwner) {
        return with(version + 1, state, searcher, passes, nextOwner, reminders);
    }

    /** Somebody has been reminded that no report has come; the next look is later. Of others nothing. */
    public SearchSector remind(Instant nextDeadlineAt) {
        return state instanceof Assigned assigned
                ? with(version, new Assigned(assigned.at(), nextDeadlineAt), searcher, passes, owner, reminders + 1)
                : this;
    }

    /** Its searcher has to be recalled: the search is over. */
    public SearchSector lookedAtFrom(Instant now) {
        return state instanceof Assigned assigned
                ? with(version, new Assigned(assigned.at(), now), searcher, passes, owner, reminders)
                : this;
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Assigned assigned ? Optional.of(assigned.nextDeadlineAt()) : Optional.empty();
    }

    private Decision<SearchSector> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word().replace('_', ' '), action));
    }

    private SearchSector next(SectorState nextState, String nextSearcher, List<SectorPass> nextPasses) {
        return with(version + 1, nextState, nextSearcher, nextPasses, owner, reminders);
    }

    private SearchSector with(
            long nextVersion,
            SectorState nextState,
            String nextSearcher,
            List<SectorPass> nextPasses,
            String nextOwner,
            int nextReminders) {
        return new SearchSector(
                id,
                nextVersion,
                nextState,
                search,
                label,
                area,
                areaM2,
                nextSearcher,
                nextPasses,
                nextOwner,
                addedAt,
                nextReminders,
                drill);
    }
}
