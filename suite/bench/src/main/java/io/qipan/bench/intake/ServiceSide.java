package io.qipan.bench.intake;

import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.launcher.Workspace;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.EndIncidentResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceStub;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The claim: incidents opened over gRPC, without a call, with one located candidate. All of them are drills. */
final class ServiceSide implements Side, AutoCloseable {

    /** As many consoles would; one connection is served by one event loop. */
    private static final int CONNECTIONS = 4;

    private final int concurrency;
    private final List<Board> boards;
    private final List<IncidentServiceStub> stubs;
    private volatile boolean ending;

    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<Opened> opened = new ConcurrentLinkedQueue<>();

    /** What it takes to end an incident; whole ones by the ten thousand would burden the measurement. */
    private record Opened(String name, String etag) {}

    ServiceSide(Workspace workspace, int concurrency) {
        this.concurrency = concurrency;
        this.boards =
                Stream.generate(() -> Board.of(workspace)).limit(CONNECTIONS).toList();
        this.stubs = boards.stream()
                .map(board -> IncidentServiceGrpc.newStub(board.dispatch()))
                .toList();
    }

    @Override
    public String title() {
        return "OpenIncident over gRPC";
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public CompletionStage<Incident> once() {
        return open(UUID.randomUUID());
    }

    CompletableFuture<Incident> open(UUID requestId) {
        if (ending) {
            return new CompletableFuture<>();
        }
        Reply<OpenIncidentResponse> reply = new Reply<>();
        stub().openIncident(request(requestId), reply);
        return reply.message().thenApply(response -> {
            Incident incident = response.getIncident();
            opened.add(new Opened(incident.getName(), incident.getEtag()));
            return incident;
        });
    }

    private static OpenIncidentRequest request(UUID requestId) {
        return OpenIncidentRequest.newBuilder()
                .setRequestId(requestId.toString())
                .setType("other")
                .setSummary("Measured by ./qipan bench intake; there is nothing to do here.")
                .addLocations(LocationInput.newBuilder()
                        .setPoint(Point.newBuilder()
                                .setLatitude(39.6545)
                                .setLongitude(106.7942)
                                .setDatum(Datum.WGS84))
                        .setSource(LocationSource.OPERATOR)
                        .setUncertaintyM(20))
                .setDrill(true)
                .build();
    }

    private IncidentServiceStub stub() {
        return stubs.get(Math.floorMod(turn.getAndIncrement(), stubs.size()));
    }

    int openedCount() {
        return opened.size();
    }

    /** Ends what was opened, so that nobody is reminded of it, and opens no more. Returns how many could not be ended. */
    int endAll() {
        ending = true;
        AtomicInteger failed = new AtomicInteger();
        CompletableFuture<?>[] workers =
                Stream.generate(() -> endNext(failed)).limit(concurrency).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(workers).join();
        return failed.get();
    }

    private CompletableFuture<?> endNext(AtomicInteger failed) {
        Opened incident = opened.poll();
        if (incident == null) {
            return CompletableFuture.completedFuture(null);
        }
        Reply<EndIncidentResponse> reply = new Reply<>();
        stub().endIncident(
                        EndIncidentRequest.newBuilder()
                                .setRequestId(UUID.randomUUID().toString())
                                .setName(incident.name())
                                .setEtag(incident.etag())
                                .setOutcome(IncidentOutcome.CALLED_OFF)
                                .setRationale("Measurement")
                                .build(),
                        reply);
        return reply.message()
                .handle((ended, failure) -> failure == null ? 0 : failed.incrementAndGet())
                .thenComposeAsync(unused -> endNext(failed));
    }

    @Override
    public void close() {
        boards.forEach(Board::close);
    }
}
