package io.qipan.bench.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.GetGridFeatureRequest;
import io.qipan.proto.patrol.v1.GetGridRevisionRequest;
import io.qipan.proto.patrol.v1.GridFeature;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc.GridServiceBlockingStub;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.proto.patrol.v1.ListGridFeaturesRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The grid that measurements use: that of the board, or one that is made if it has none.
 *
 * @param south degrees in WGS-84, as the others: the bounds of the first city
 */
public record BenchGrid(double south, double west, double north, double east) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static BenchGrid of(Board board, Consumer<String> progress) {
        GridServiceBlockingStub grid = GridServiceGrpc.newBlockingStub(board.patrol());
        if (!hasAny(grid)) {
            progress.accept("The board has no grid; importing one of %d cells".formatted(BenchCity.cells()));
            add(board);
        }
        GridFeature city = grid
                .listGridFeatures(ListGridFeaturesRequest.newBuilder()
                        .setOptionalKind(GridFeature.Kind.CITY)
                        .setPageSize(1)
                        .build())
                .getFeaturesList()
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The board has a grid without a city"));
        return around(grid.getGridFeature(GetGridFeatureRequest.newBuilder()
                        .setName(city.getName())
                        .build())
                .getFeature()
                .getGeometry());
    }

    private static boolean hasAny(GridServiceBlockingStub grid) {
        try {
            return grid.getGridRevision(GetGridRevisionRequest.getDefaultInstance())
                    .hasRevision();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static void add(Board board) {
        ImportGridResponse made = GridServiceGrpc.newBlockingStub(board.patrol())
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .importGrid(ImportGridRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setReason("For ./qipan bench; the board had none")
                        .setDatum(Datum.WGS84)
                        .setGeojson(BenchCity.document())
                        .build());
        if (made.getErrorCount() > 0) {
            throw new IllegalStateException(
                    "The grid cannot be imported: " + made.getFindings(0).getText());
        }
    }

    static BenchGrid around(String geometry) {
        double[] bounds = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        try {
            widen(bounds, MAPPER.readTree(geometry).path("coordinates"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return new BenchGrid(bounds[0], bounds[1], bounds[2], bounds[3]);
    }

    private static void widen(double[] bounds, JsonNode coordinates) {
        if (coordinates.path(0).isNumber()) {
            double longitude = coordinates.get(0).doubleValue();
            double latitude = coordinates.get(1).doubleValue();
            bounds[0] = Math.min(bounds[0], latitude);
            bounds[1] = Math.min(bounds[1], longitude);
            bounds[2] = Math.max(bounds[2], latitude);
            bounds[3] = Math.max(bounds[3], longitude);
        } else {
            coordinates.forEach(inner -> widen(bounds, inner));
        }
    }

    /** Within the bounds, so nearly always in the city. */
    public Point somewhere(RandomGenerator random) {
        return LiveFleet.point(
                south + random.nextDouble() * (north - south), west + random.nextDouble() * (east - west));
    }
}
