package io.qipan.dispatch.pattern;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.pattern.PlacedIncidents.Sought;
import io.qipan.dispatch.pattern.PlacedIncidents.Tally;
import io.qipan.dispatch.pattern.model.HotspotAnalysis;
import io.qipan.dispatch.pattern.model.HotspotInquiry;
import io.qipan.dispatch.pattern.model.HotspotQuestion;
import io.qipan.dispatch.pattern.model.Placed;
import io.qipan.proto.dispatch.v1.AnalyzeHotspotsRequest;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Answers a question about hotspots by the incidents as they are now. Not inside a unit of work: it takes seconds. */
@Singleton
class AnalyzeHotspots {
    private static final int CELL_M = 1_000;
    private static final int CELLS_FAR = 3;
    private static final int LONGEST_DAYS = 7;
    private static final int PERMUTATIONS = 999;
    private static final double LEVEL = 0.05;

    private final UnitOfWork unitOfWork;
    private final PlacedIncidents placedIncidents;
    private final IncidentRecords incidents;
    private final Workbench workbench;
    private final InstantSource clock;

    AnalyzeHotspots(
            UnitOfWork unitOfWork,
            PlacedIncidents placedIncidents,
            IncidentRecords incidents,
            Workbench workbench,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.placedIncidents = placedIncidents;
        this.incidents = incidents;
        this.workbench = workbench;
        this.clock = clock;
    }

    private record Material(Tally tally, List<Placed> placed) {}

    /** The answer, not stored yet. Refuses INVALID_FIELD, NOT_FOUND, ANALYSIS_TOO_LARGE, OVERLOADED. */
    HotspotAnalysis analyze(AnalyzeHotspotsRequest request, String by) {
        HotspotQuestion question = question(request).check().orRefuse();
        Material material = unitOfWork.readBehind(() -> material(question));
        Instant now = Times.now(clock);
        HotspotAnalysisId id = new HotspotAnalysisId(UuidCreator.getTimeOrderedEpoch());
        Decision<HotspotAnalysis> answered = workbench.compute(() -> HotspotInquiry.of(
                        question, material.placed(), material.tally().excluded())
                .then(inquiry -> Decision.grant(inquiry.answer(id, by, now))));
        return answered.orRefuse();
    }

    private Material material(HotspotQuestion question) {
        question.types().stream()
                .filter(type -> incidents.type(type).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw Refusal.notFound("incidentTypes/" + unknown).asException();
                });
        Sought sought = new Sought(question.begin(), question.end(), question.types(), question.cellM());
        Tally tally = placedIncidents.tally(sought);
        if (tally.counted() > HotspotInquiry.MOST_INCIDENTS) {
            throw HotspotInquiry.tooLarge(
                            "incidents",
                            tally.counted(),
                            HotspotInquiry.MOST_INCIDENTS,
                            "ask for a shorter period or fewer types")
                    .asException();
        }
        return new Material(tally, placedIncidents.list(sought));
    }

    private static HotspotQuestion question(AnalyzeHotspotsRequest request) {
        LocalDate from = day("from", request.getFrom());
        LocalDate until = day("until", request.getUntil());
        int cellM = request.getCellM() == 0 ? CELL_M : request.getCellM();
        long halfOfThePeriod = Math.max(1, ChronoUnit.DAYS.between(from, until) / 2);
        return new HotspotQuestion(
                from,
                until,
                request.getTypesList(),
                cellM,
                request.getRadiusM() == 0 ? CELLS_FAR * cellM : request.getRadiusM(),
                request.getLongestDays() == 0
                        ? (int) Math.min(LONGEST_DAYS, halfOfThePeriod)
                        : request.getLongestDays(),
                request.getPermutations() == 0 ? PERMUTATIONS : request.getPermutations(),
                request.getLevel() == 0 ? LEVEL : request.getLevel(),
                request.getSeed() == 0 ? ThreadLocalRandom.current().nextLong() : request.getSeed());
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            String problem = text + " is no day of the calendar; write it as 2026-11-01";
            throw Refusal.of(Reason.INVALID_FIELD, field + ": " + problem + ".")
                    .withViolations(List.of(new Refusal.Violation(field, problem)))
                    .asException();
        }
    }
}
