package io.qipan.ecology.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.statistics.PatrolFigures.Measured;
import io.qipan.ecology.statistics.PatrolFigures.Row;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.ecology.statistics.model.Period;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.GetUnitResponse;
import io.qipan.proto.patrol.v1.ListShiftsRequest;
import io.qipan.proto.patrol.v1.ListShiftsResponse;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.SummarizeTrackResponse;
import io.qipan.proto.patrol.v1.TrackDistance;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.TrackSummary;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Statuses;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcPatrolFiguresTest {
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    /** Nothing is left of the days before. */
    private static final Instant LEFT_FROM = FROM.minus(Duration.ofDays(30));

    private static final Period SIXTEEN_DAYS = new Period(FROM, FROM.plus(Duration.ofDays(16)));

    private final TestClock clock = TestClock.standing();
    private final Tracks tracks = new Tracks(clock, new CopyOnWriteArrayList<>());
    private final Roster roster = new Roster(new CopyOnWriteArrayList<>());

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(new Units(), tracks, roster));

    private GrpcPatrolFigures figures() {
        return new GrpcPatrolFigures(patrol.peer(), clock);
    }

    /** Two units, each on a page of its own. */
    private record Units() implements RpcService, UnitServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(UnitServiceGrpc.bindService(this));
        }

        @Override
        public void listUnits(ListUnitsRequest request, StreamObserver<ListUnitsResponse> observer) {
            boolean first = request.getPageToken().isEmpty();
            observer.onNext(ListUnitsResponse.newBuilder()
                    .addUnits(Unit.newBuilder().setName(first ? "units/boat-1" : "units/car-1"))
                    .setNextPageToken(first ? "more" : "")
                    .build());
            observer.onCompleted();
        }

        @Override
        public void getUnit(GetUnitRequest request, StreamObserver<GetUnitResponse> observer) {
            if (request.getName().equals("units/gone")) {
                observer.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            observer.onNext(GetUnitResponse.newBuilder()
                    .setUnit(Unit.newBuilder().setName(request.getName()))
                    .build());
            observer.onCompleted();
        }
    }

    /** The boat goes 10 km a piece and drifts 2 km more; the car stands still. The slow one takes a quarter of an hour. */
    private record Tracks(TestClock clock, List<SummarizeTrackRequest> heard)
            implements RpcService, TrackServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(TrackServiceGrpc.bindService(this));
        }

        @Override
        public void summarizeTrack(SummarizeTrackRequest request, StreamObserver<SummarizeTrackResponse> observer) {
            heard.add(request);
            if (request.getUnit().equals("units/hidden")) {
                observer.onError(Status.PERMISSION_DENIED.asRuntimeException());
                return;
            }
            if (request.getUnit().equals("units/slow")) {
                Instant ignored = clock.advance(Duration.ofMinutes(15));
            }
            if (Times.instant(request.getFrom()).isBefore(LEFT_FROM)) {
                observer.onError(Statuses.of(Refusal.of(Reason.POSITIONS_GONE, "Nothing is left of 2026-08-31.")));
                return;
            }
            boolean moves = !request.getUnit().equals("units/car-1");
            observer.onNext(SummarizeTrackResponse.newBuilder()
                    .setSummary(TrackSummary.newBuilder()
                            .setFiltered(TrackDistance.newBuilder().setKm(moves ? 10 : 0))
                            .setRaw(TrackDistance.newBuilder().setKm(moves ? 12 : 0)))
                    .build());
            observer.onCompleted();
        }
    }

    /** One of the boat and one of the car, the latter on a second page. */
    private record Roster(List<ListShiftsRequest> heard) implements RpcService, RosterServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(RosterServiceGrpc.bindService(this));
        }

        @Override
        public void listShifts(ListShiftsRequest request, StreamObserver<ListShiftsResponse> observer) {
            heard.add(request);
            if (request.getPageToken().isEmpty()) {
                observer.onNext(ListShiftsResponse.newBuilder()
                        .addShifts(shift("1", "boat-1", SIXTEEN_DAYS.from()))
                        .setNextPageToken("more")
                        .build());
            } else {
                observer.onNext(ListShiftsResponse.newBuilder()
                        .addShifts(shift("4", "car-1", SIXTEEN_DAYS.from().plusSeconds(1)))
                        .build());
            }
            observer.onCompleted();
        }

        private static Shift shift(String id, String unit, Instant startedAt) {
            return Shift.newBuilder()
                    .setName("shifts/" + id)
                    .setUnit("units/" + unit)
                    .setStartedAt(Times.message(startedAt))
                    .build();
        }
    }

    private static List<Row> rows(Measured measured) {
        return ((Measured.Known) measured).rows();
    }

    @Test
    void addsUpThePiecesOfAllUnitsFilteredBesideRaw() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of());

        // Then
        assertThat(rows(measured))
                .containsExactlyInAnyOrder(
                        new Row(FigureCode.PATROL_KM_FILTERED, "units/boat-1", 30, FROM),
                        new Row(FigureCode.PATROL_KM_RAW, "units/boat-1", 36, FROM),
                        new Row(FigureCode.PATROLS, "shifts/1", 1, FROM),
                        new Row(FigureCode.PATROLS, "shifts/4", 1, FROM.plusSeconds(1)));
    }

    @Test
    void asksForPiecesWithoutAGapAndNotBeyondTheEnd() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of("units/boat-1"));

        // Then
        assertThat(measured).isInstanceOf(Measured.Known.class);
        assertThat(tracks.heard())
                .extracting(request ->
                        Duration.between(FROM, Times.instant(request.getFrom())).toDays() + "-"
                                + Duration.between(FROM, Times.instant(request.getUntil()))
                                        .toDays())
                .containsExactly("0-7", "7-14", "14-16");
    }

    @Test
    void countsOnlyTheNamedUnits() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of("units/car-1"));

        // Then
        assertThat(rows(measured)).extracting(Row::resource).containsExactly("shifts/4");
    }

    @Test
    void asksOnlyForShiftsThatWereStartedInThePeriod() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of());

        // Then
        assertThat(measured).isInstanceOf(Measured.Known.class);
        assertThat(roster.heard()).hasSize(2).allSatisfy(request -> {
            assertThat(Times.instant(request.getStartedFrom())).isEqualTo(SIXTEEN_DAYS.from());
            assertThat(Times.instant(request.getStartedUntil())).isEqualTo(SIXTEEN_DAYS.until());
        });
    }

    @Test
    void oneUnitThatIsRefusedMakesTheWholeUnknown() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of("units/boat-1", "units/hidden"));

        // Then
        assertThat(measured).isEqualTo(new Measured.Unknown("patrol-service refused: PERMISSION_DENIED"));
    }

    @Test
    void aUnitThatDoesNotExistIsNamedAndNotTakenForOneThatStoodStill() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of("units/boat-1", "units/gone"));

        // Then
        assertThat(measured)
                .isInstanceOfSatisfying(
                        Measured.Unknown.class,
                        unknown -> assertThat(unknown.because()).contains("no unit units/gone"));
    }

    @Test
    void kilometresOfDaysOfWhichNothingIsLeftAreUnknownAndNotZero() {
        // Given
        Period older = new Period(LEFT_FROM.minus(Duration.ofDays(1)), SIXTEEN_DAYS.until());

        // When
        Measured measured = figures().measure(older, List.of("units/boat-1"));

        // Then
        assertThat(measured)
                .isInstanceOfSatisfying(
                        Measured.Unknown.class,
                        unknown -> assertThat(unknown.because()).contains("Nothing is left of 2026-08-31"));
    }

    @Test
    void givesUpAsAWholeWhenItTakesTooLong() {
        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of("units/slow", "units/boat-1"));

        // Then
        assertThat(measured)
                .isInstanceOfSatisfying(
                        Measured.Unknown.class,
                        unknown -> assertThat(unknown.because()).contains("longer than 10 minutes"));
    }

    @Test
    void saysWhenPatrolServiceIsAway() {
        // Given
        patrol.stop();

        // When
        Measured measured = figures().measure(SIXTEEN_DAYS, List.of());

        // Then
        assertThat(measured)
                .isInstanceOfSatisfying(
                        Measured.Unknown.class,
                        unknown -> assertThat(unknown.because()).contains("could not be reached"));
    }
}
