package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.JurisdictionVersion;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.VisitPlan;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has patrol-service ask for the visits that the patrol duties of a jurisdiction demand, now or as soon as it is back. */
@Singleton
class PutVisitPlan implements DeadlineHandler {
    private static final String ACTOR = "system:" + DutyRules.KIND;
    /** Whoever takes the rules away over there, they are put back within a day. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private final UnitOfWork unitOfWork;
    private final Jurisdictions jurisdictions;
    private final PatrolDuties duties;
    private final Deadlines deadlines;
    private final VisitingRules visitingRules;
    private final InstantSource clock;

    PutVisitPlan(
            UnitOfWork unitOfWork,
            Jurisdictions jurisdictions,
            PatrolDuties duties,
            Deadlines deadlines,
            VisitingRules visitingRules,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.jurisdictions = jurisdictions;
        this.duties = duties;
        this.deadlines = deadlines;
        this.visitingRules = visitingRules;
        this.clock = clock;
    }

    /**
     * What holds, and when something else will.
     *
     * @param changesAt of a jurisdiction or duty that begins or ends later
     */
    private record Outlook(VisitPlan plan, Optional<Instant> changesAt) {}

    @Override
    public String kind() {
        return DutyRules.KIND;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        VisitPlan plan = unitOfWork.read(() -> outlook(due.subject(), now)).plan();
        visitingRules.put(plan);
        boolean ignored = unitOfWork.run(ACTOR, () -> settle(plan, now));
    }

    /** What has changed while the other service was asked must be told as well. */
    private boolean settle(VisitPlan told, Instant now) {
        jurisdictions.lock();
        duties.lock();
        Outlook outlook = outlook(told.jurisdiction(), now);
        boolean settled = outlook.plan().saysTheSameAs(told);
        if (!settled) {
            deadlines.set(DutyRules.KIND, told.jurisdiction(), now);
        } else if (!told.visits().isEmpty()) {
            Instant again = now.plus(AGAIN);
            deadlines.set(
                    DutyRules.KIND,
                    told.jurisdiction(),
                    outlook.changesAt().filter(again::isAfter).orElse(again));
        } else {
            outlook.changesAt()
                    .ifPresentOrElse(
                            at -> deadlines.set(DutyRules.KIND, told.jurisdiction(), at),
                            () -> deadlines.lift(DutyRules.KIND, told.jurisdiction()));
        }
        return settled;
    }

    private Outlook outlook(String name, Instant now) {
        List<JurisdictionRevision> revisions = jurisdictions.revisions();
        List<JurisdictionVersion> versions = jurisdictions.versionsOf(name);
        List<PatrolDuty> all = duties.all();
        VisitPlan plan = VisitPlan.at(
                name,
                versions.stream()
                        .filter(version -> !effectiveFrom(revisions, version.fromRevision())
                                .isAfter(now))
                        .filter(version -> version.toRevision()
                                .map(to -> effectiveFrom(revisions, to).isAfter(now))
                                .orElse(true))
                        .map(JurisdictionVersion::jurisdiction)
                        .findFirst(),
                all,
                now);
        Stream<Instant> borders = versions.stream()
                .flatMap(version -> Stream.concat(Stream.of(version.fromRevision()), version.toRevision().stream()))
                .map(number -> effectiveFrom(revisions, number));
        Stream<Instant> settings =
                all.stream().flatMap(duty -> Stream.concat(Stream.of(duty.from()), duty.until().stream()));
        return new Outlook(
                plan,
                Stream.concat(borders, settings).filter(at -> at.isAfter(now)).min(Instant::compareTo));
    }

    private static Instant effectiveFrom(List<JurisdictionRevision> revisions, long number) {
        return revisions.get((int) number - 1).effectiveFrom();
    }
}
