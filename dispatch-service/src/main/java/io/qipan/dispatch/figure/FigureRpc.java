package io.qipan.dispatch.figure;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.figure.Figures.Period;
import io.qipan.dispatch.figure.Figures.Summary;
import io.qipan.dispatch.figure.model.Figure;
import io.qipan.dispatch.figure.model.Grouping;
import io.qipan.dispatch.figure.model.Measure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Singleton
class FigureRpc implements RpcService, FigureServiceGrpc.AsyncService {
    private static final Comparator<FigureRow> SLOWEST_FIRST = Comparator.comparingDouble(
                    (FigureRow row) -> row.getFigure().getP90S())
            .reversed()
            .thenComparing(FigureRow::getGroup);

    private static final Duration LONGEST = Duration.ofDays(400);

    private final UnitOfWork unitOfWork;
    private final Figures figures;

    FigureRpc(UnitOfWork unitOfWork, Figures figures) {
        this.unitOfWork = unitOfWork;
        this.figures = figures;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(FigureServiceGrpc.bindService(this));
    }

    @Override
    public void summarizeFigures(SummarizeFiguresRequest request, StreamObserver<SummarizeFiguresResponse> observer) {
        Answer.unary(observer, () -> unitOfWork.readBehind(() -> summarize(request)));
    }

    private SummarizeFiguresResponse summarize(SummarizeFiguresRequest request) {
        Instant from = Times.instant(request.getFrom());
        Instant until = Times.instant(request.getUntil());
        requirePeriod(from, until);
        Optional<Period> other = request.hasComparedFrom()
                ? Optional.of(comparable(from, until, Times.instant(request.getComparedFrom()), request.getDrills()))
                : Optional.empty();
        Grouping grouping = FigureMessages.grouping(request.getOptionalGrouping());
        SummarizeFiguresResponse.Builder response = SummarizeFiguresResponse.newBuilder();
        for (Measure measure : Measure.values()) {
            response.addDefinitions(FigureMessages.definition(measure, request.getDrills()));
            Summary now = figures.summarize(measure, grouping, Period.of(from, until, request.getDrills()));
            Optional<Summary> then = other.map(period -> figures.summarize(measure, grouping, period));
            addRows(response, measure, now, then);
        }
        return response.build();
    }

    // Not a rule of the contract: its durations end at 292 years, and a longer period would be a fault.
    private static void requirePeriod(Instant from, Instant until) {
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            "until " + until + " must be after from " + from + ", by 400 days at most.")
                    .withViolations(List.of(new Refusal.Violation("until", "must be after from, by 400 days at most")))
                    .asException();
        }
    }

    private static Period comparable(Instant from, Instant until, Instant comparedFrom, boolean drills) {
        return Period.of(
                comparedFrom, comparedFrom.plusSeconds(until.getEpochSecond() - from.getEpochSecond()), drills);
    }

    private static void addRows(
            SummarizeFiguresResponse.Builder response, Measure measure, Summary now, Optional<Summary> then) {
        Set<String> groups = new LinkedHashSet<>(now.byGroup().keySet());
        then.ifPresent(summary -> groups.addAll(summary.byGroup().keySet()));
        response.addAllRows(groups.stream()
                .map(group -> row(measure, group, now, then))
                .sorted(SLOWEST_FIRST)
                .toList());
        response.setGroupsLeftOut(response.getGroupsLeftOut()
                + now.groupsLeftOut()
                + then.map(Summary::groupsLeftOut).orElse(0));
    }

    private static FigureRow row(Measure measure, String group, Summary now, Optional<Summary> then) {
        FigureRow.Builder row = FigureRow.newBuilder()
                .setMeasure(FigureMessages.measure(measure))
                .setGroup(group)
                .setFigure(FigureMessages.figure(now.byGroup().getOrDefault(group, Figure.NOTHING)));
        then.ifPresent(summary ->
                row.setCompared(FigureMessages.figure(summary.byGroup().getOrDefault(group, Figure.NOTHING))));
        return row.build();
    }
}
