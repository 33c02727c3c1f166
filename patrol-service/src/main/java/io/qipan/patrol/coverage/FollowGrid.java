package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.JudgeDuties.Subject;
import io.qipan.patrol.coverage.VisitDuties.Followed;
import io.qipan.patrol.coverage.model.Survey;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.Grids;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.position.TrackChanges;
import io.qipan.patrol.position.TrackChanges.Part;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Takes a new revision of the grid into account: has the open periods of what it changes measured again, opens duties for what it
 * asks for and withdraws those it does not ask for any more.
 */
@Singleton
public class FollowGrid {
    /** How far ahead of ours the clock of a device may be. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Duties in one unit of work; a second or so. */
    static final int AT_ONCE = 200;

    private final Grids grids;
    private final Surveys surveys;
    private final VisitDuties duties;
    private final JudgeDuties judgeDuties;
    private final TrackChanges changes;

    public FollowGrid(Grids grids, Surveys surveys, VisitDuties duties, JudgeDuties judgeDuties, TrackChanges changes) {
        this.grids = grids;
        this.surveys = surveys;
        this.duties = duties;
        this.judgeDuties = judgeDuties;
        this.changes = changes;
    }

    /** Follows one revision, or judges some of the duties by the last one; false if there was nothing to do. */
    public boolean next(Instant now) {
        Followed followed = duties.lockFollowed();
        long newest = grids.newest();
        if (followed.revision() < newest) {
            long next = followed.revision() + 1;
            measureAgain(surveys.at(followed.revision()), surveys.at(next), now);
            // Only by the newest: what was left to judge by those before is left to it.
            duties.saveFollowed(new Followed(next, next == newest ? Optional.of("") : Optional.empty()));
            return true;
        }
        followed.judgedUntil().ifPresent(last -> judgeSome(surveys.at(newest), last, now));
        return followed.judgedUntil().isPresent();
    }

    private void measureAgain(Survey before, Survey after, Instant now) {
        Instant madeAt = surveys.madeAt(after.revision());
        SortedSet<Instant> begins = new TreeSet<>();
        for (Surveyed feature : after.features()) {
            Optional<Surveyed> was = before.find(feature.name());
            if (was.map(Surveyed::revision).orElse(0L) != feature.revision()) {
                begins.add(begin(feature, madeAt));
                was.ifPresent(old -> begins.add(begin(old, madeAt)));
            }
        }
        before.features().stream()
                .filter(feature -> after.find(feature.name()).isEmpty())
                .forEach(feature -> begins.add(begin(feature, madeAt)));
        if (!before.hasWatersOf(after)) {
            begins.add(VisitPeriod.at(Period.DAY, madeAt).from());
        }
        if (!begins.isEmpty()) {
            changes.addAgainOfAll(new Part(begins.first(), now.plus(AHEAD)), now);
        }
    }

    /** Of the period of the feature that was open when the revision was made. */
    private static Instant begin(Surveyed feature, Instant madeAt) {
        return VisitPeriod.at(feature.rule().map(VisitingRule::per).orElse(Period.DAY), madeAt)
                .from();
    }

    /** Some at a time: whoever measures a track meanwhile must not wait for all. */
    private void judgeSome(Survey survey, String last, Instant now) {
        List<Subject> left = subjects(survey, now).stream()
                .filter(subject -> subject.duty().compareTo(last) > 0)
                .toList();
        List<Subject> some = left.subList(0, Math.min(left.size(), AT_ONCE));
        some.forEach(subject -> judgeDuties.judge(subject, now, "Revision " + survey.revision() + " of the grid."));
        boolean isMore = left.size() > some.size();
        duties.saveFollowed(new Followed(
                survey.revision(), isMore ? Optional.of(some.getLast().duty()) : Optional.empty()));
    }

    private SortedSet<Subject> subjects(Survey survey, Instant now) {
        SortedSet<Subject> subjects = new TreeSet<>();
        for (VisitDuty duty : duties.openAt(now)) {
            subjects.add(new Subject(duty.feature(), duty.period()));
        }
        for (Surveyed feature : survey.features()) {
            feature.rule()
                    .ifPresent(rule -> subjects.add(new Subject(feature.name(), VisitPeriod.at(rule.per(), now))));
        }
        return subjects;
    }
}
