package io.qipan.ecology.peer;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.statistics.PatrolFigures;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.ecology.statistics.model.Period;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.GetUnitResponse;
import io.qipan.proto.patrol.v1.ListShiftsRequest;
import io.qipan.proto.patrol.v1.ListShiftsResponse;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.SummarizeTrackResponse;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.TrackSummary;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Statuses;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks for tracks in pieces that patrol-service measures in time, and gives up as a whole: half a figure would look like one. */
@Singleton
class GrpcPatrolFigures implements PatrolFigures {
    private static final Duration PIECE = Duration.ofDays(7);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);
    private static final int PAGE_SIZE = 1_000;

    private final Peer patrol;
    private final InstantSource clock;

    GrpcPatrolFigures(@Named("patrol") Peer patrol, InstantSource clock) {
        this.patrol = patrol;
        this.clock = clock;
    }

    /** It takes longer than anybody would wait. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What patrol-service cannot tell, however often it is asked. */
    private static final class NotTold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTold(String because) {
            super(because);
        }

        String because() {
            return Objects.requireNonNull(getMessage());
        }
    }

    @Override
    public Measured measure(Period period, List<String> units) {
        Instant giveUpAt = clock.instant().plus(GIVE_UP_AFTER);
        try {
            List<Row> rows = new ArrayList<>();
            units.forEach(this::requireUnit);
            for (String unit : units.isEmpty() ? allUnits(giveUpAt) : units) {
                addTrack(unit, period, giveUpAt, rows);
            }
            addShifts(period, units, giveUpAt, rows);
            return new Measured.Known(rows);
        } catch (NotTold e) {
            return new Measured.Unknown(e.because());
        } catch (PeerAway e) {
            return new Measured.Unknown("patrol-service could not be reached; take another snapshot later");
        } catch (StatusRuntimeException e) {
            return new Measured.Unknown(
                    "patrol-service refused: " + e.getStatus().getCode());
        } catch (TooLong e) {
            return new Measured.Unknown(
                    "patrol-service took longer than " + GIVE_UP_AFTER.toMinutes() + " minutes; name fewer units");
        }
    }

    private void checkTime(Instant giveUpAt) {
        if (clock.instant().isAfter(giveUpAt)) {
            throw new TooLong();
        }
    }

    private List<String> allUnits(Instant giveUpAt) {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            checkTime(giveUpAt);
            ListUnitsRequest request = ListUnitsRequest.newBuilder()
                    .setPageSize(PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            ListUnitsResponse page = patrol.call(
                    channel -> UnitServiceGrpc.newBlockingStub(channel).listUnits(request));
            page.getUnitsList().stream().map(Unit::getName).forEach(names::add);
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return names;
    }

    /** A unit that does not exist has no track, which would read as one that stood still. */
    private void requireUnit(String unit) {
        GetUnitRequest request = GetUnitRequest.newBuilder().setName(unit).build();
        try {
            GetUnitResponse ignored = patrol.call(
                    channel -> UnitServiceGrpc.newBlockingStub(channel).getUnit(request));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                throw new NotTold("patrol-service has no unit " + unit + "; look for its name there");
            }
            throw e;
        }
    }

    private void addTrack(String unit, Period period, Instant giveUpAt, List<Row> rows) {
        double filtered = 0;
        double raw = 0;
        Instant from = period.from();
        while (from.isBefore(period.until())) {
            checkTime(giveUpAt);
            Instant until = from.plus(PIECE).isBefore(period.until()) ? from.plus(PIECE) : period.until();
            SummarizeTrackRequest request = SummarizeTrackRequest.newBuilder()
                    .setUnit(unit)
                    .setFrom(Times.message(from))
                    .setUntil(Times.message(until))
                    .build();
            TrackSummary piece = summary(request);
            filtered += piece.getFiltered().getKm();
            raw += piece.getRaw().getKm();
            from = until;
        }
        if (raw > 0) {
            rows.add(new Row(FigureCode.PATROL_KM_FILTERED, unit, filtered, period.from()));
            rows.add(new Row(FigureCode.PATROL_KM_RAW, unit, raw, period.from()));
        }
    }

    private TrackSummary summary(SummarizeTrackRequest request) {
        try {
            SummarizeTrackResponse answer = patrol.call(
                    channel -> TrackServiceGrpc.newBlockingStub(channel).summarizeTrack(request));
            return answer.getSummary();
        } catch (StatusRuntimeException e) {
            if (Statuses.reason(e.getStatus(), e.getTrailers()).equals(Reason.POSITIONS_GONE.name())) {
                throw new NotTold("patrol-service: " + e.getStatus().getDescription()
                        + " Kilometres of such days are in the snapshots that were taken in time");
            }
            throw e;
        }
    }

    private void addShifts(Period period, List<String> units, Instant giveUpAt, List<Row> rows) {
        String token = "";
        do {
            checkTime(giveUpAt);
            ListShiftsRequest request = ListShiftsRequest.newBuilder()
                    .setPageSize(PAGE_SIZE)
                    .setPageToken(token)
                    .setStartedFrom(Times.message(period.from()))
                    .setStartedUntil(Times.message(period.until()))
                    .build();
            ListShiftsResponse page = patrol.call(
                    channel -> RosterServiceGrpc.newBlockingStub(channel).listShifts(request));
            page.getShiftsList().stream()
                    .filter(shift -> units.isEmpty() || units.contains(shift.getUnit()))
                    .forEach(shift -> rows.add(
                            new Row(FigureCode.PATROLS, shift.getName(), 1, Times.instant(shift.getStartedAt()))));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
    }
}
