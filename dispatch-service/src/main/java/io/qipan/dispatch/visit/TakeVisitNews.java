package io.qipan.dispatch.visit;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.visit.model.KnownVisit;
import io.qipan.dispatch.visit.model.VisitNews;
import io.qipan.dispatch.visit.model.VisitRound;
import io.qipan.dispatch.visit.model.VisitRound.Pace;
import io.qipan.proto.patrol.v1.VisitDuty;
import io.qipan.proto.patrol.v1.VisitDutyState;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts visits that were not made in time before people, one thing for each zone and period, and takes it from there when all
 * were made, or the grid asks for none of them any more. Told again, or later than what came after it, it changes nothing.
 * Inside a unit of work only.
 */
@Singleton
public class TakeVisitNews {
    private static final String ZONE = "gridFeatures/";
    private static final String NO_ZONE = "no-zone";
    private static final String FIRST = Etag.of(1);

    private final VisitRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    TakeVisitNews(VisitRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it may be news: not of a period that is over for long, nor as most begin, nor in a state that is not known here. */
    public boolean mayTell(VisitDuty duty) {
        return switch (duty.getState()) {
            case OVERDUE -> isWork(duty);
            case PENDING, DUE, MET, WITHDRAWN -> !duty.getEtag().equals(FIRST) && isWork(duty);
            case VISIT_DUTY_STATE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private boolean isWork(VisitDuty duty) {
        return !pace(settings).isForgotten(Times.instant(duty.getPeriod().getUntil()), Times.now(clock));
    }

    /** Whether these were news. Refuses INVALID_FIELD. */
    public boolean take(VisitDuty duty) {
        VisitNews news = news(duty);
        Optional<KnownVisit> known = records.hold(news.duty());
        Optional<KnownVisit> next = KnownVisit.after(known, news);
        next.ifPresent(visit -> change(
                visit,
                news.until(),
                visit.overdue() && known.filter(KnownVisit::overdue).isEmpty()));
        return next.isPresent();
    }

    private void change(KnownVisit visit, Instant until, boolean isFresh) {
        Optional<VisitRound> before = records.holdRound(visit.round());
        VisitRound news = VisitRound.of(
                visit.round(),
                until,
                records.keep(visit),
                settings.overdueVisitsOwner(),
                Times.now(clock),
                pace(settings));
        VisitRound round = before.map(news::after).orElse(news);
        records.change(round);
        if (isFresh) {
            records.raise(round);
        }
    }

    static Pace pace(DispatchSettings settings) {
        return new Pace(settings.remindOverdueVisits(), settings.keepOverdueVisits());
    }

    private static VisitNews news(VisitDuty duty) {
        String zone = duty.getZone().isEmpty() ? NO_ZONE : duty.getZone().substring(ZONE.length());
        return new VisitNews(
                duty.getName(),
                Etag.versionOf(duty.getName(), duty.getEtag()),
                VisitRound.KIND + zone + "/" + duty.getPeriod().getCode(),
                Times.instant(duty.getPeriod().getUntil()),
                duty.getState() == VisitDutyState.OVERDUE);
    }
}
