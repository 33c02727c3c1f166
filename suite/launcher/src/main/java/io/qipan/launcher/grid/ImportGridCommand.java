package io.qipan.launcher.grid;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.GetGridRevisionRequest;
import io.qipan.proto.patrol.v1.GridFeature.Kind;
import io.qipan.proto.patrol.v1.GridProperties;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc.GridServiceBlockingStub;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import-grid",
        description =
                "Imports layers of the city's grid from a GeoJSON file, all or nothing, and tells what is wrong with them.",
        footer = {
            "Replaces all features of the kinds that the file is about. Try --dry-run first.",
            "Kinds: city, zone, cell, must_patrol_area, must_patrol_line, must_patrol_point, checkpoint, police_station,",
            "kiosk, sensor, camera, slipway, berth, water, waterway.",
            "Returns 0 when there are no errors; warnings are printed and do not count."
        })
public final class ImportGridCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long DEADLINE_S = 15;

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "A GeoJSON FeatureCollection.")
    private Path file = Path.of("");

    @Option(names = "--datum", required = true, description = "Of its coordinates: wgs84, gcj02 or bd09.")
    private String datum = "";

    @Option(
            names = "--kind",
            description = "What all its features are. Without it each says so in its property 'kind'.")
    private @Nullable String kind;

    @Option(
            names = "--property",
            paramLabel = "NAME=PROPERTY",
            description = {
                "Which property of the file holds kind, code, title_en, title_zh, parent, visiting_rule or reports, for",
                "example --property code=adcode. Dots lead into objects: parent=parent.adcode. Where no property is a code",
                "of its own, code=# numbers the features in their order. May come several times."
            })
    private Map<String, String> properties = Map.of();

    @Option(names = "--reason", description = "Why the grid changes. Default: import of the file.")
    private String reason = "";

    @Option(
            names = "--accept-suspicions",
            description = "Somebody has looked: datum and axes are right, though the file looks as if they were not.")
    private boolean acceptSuspicions;

    @Option(names = "--dry-run", description = "Only check.")
    private boolean dryRun;

    public ImportGridCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ImportGridCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        ImportGridRequest.Builder request = ImportGridRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setDryRun(dryRun)
                .setAcceptSuspicions(acceptSuspicions)
                .setReason(reason.isEmpty() ? "import of " + file.getFileName() : reason)
                .setDatum(datum())
                .setOptionalKind(kind())
                .setProperties(properties())
                .setGeojsonGzip(PackedFile.read(file));
        try (Board board = connect.apply(workspace)) {
            ImportGridResponse response = send(request, board.patrol());
            PrintWriter out = spec.commandLine().getOut();
            new FindingsText(out).print(response, dryRun);
            return response.getErrorCount() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static ImportGridResponse send(ImportGridRequest.Builder request, Channel patrol) {
        Retries retries = new Retries(PATIENCE);
        GridServiceBlockingStub grid = GridServiceGrpc.newBlockingStub(patrol);
        ImportGridRequest complete =
                request.setBaseRevision(retries.call(() -> newest(grid))).build();
        return retries.call(
                () -> grid.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS).importGrid(complete));
    }

    /** The number of the newest revision; 0 before the first import. */
    private static long newest(GridServiceBlockingStub grid) {
        try {
            return grid.getGridRevision(GetGridRevisionRequest.getDefaultInstance())
                    .getRevision()
                    .getNumber();
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) == ErrorReason.NOT_FOUND) {
                return 0;
            }
            throw e;
        }
    }

    private Datum datum() {
        return switch (datum.toUpperCase(Locale.ROOT)) {
            case "WGS84" -> Datum.WGS84;
            case "GCJ02" -> Datum.GCJ02;
            case "BD09" -> Datum.BD09;
            default -> throw unknown("datum", datum, "wgs84, gcj02 or bd09");
        };
    }

    private Kind kind() {
        if (kind == null) {
            return Kind.KIND_UNSPECIFIED;
        }
        for (Kind each : Kind.values()) {
            if (each.name().equalsIgnoreCase(kind) && each != Kind.KIND_UNSPECIFIED && each != Kind.UNRECOGNIZED) {
                return each;
            }
        }
        throw unknown("kind", kind, "one of those that --help tells");
    }

    private GridProperties properties() {
        GridProperties.Builder names = GridProperties.newBuilder();
        properties.forEach((name, property) -> {
            var field = GridProperties.getDescriptor().findFieldByName(name);
            if (field == null) {
                throw unknown("property to be named", name, "one of those that --help tells");
            }
            names.setField(field, property);
        });
        return names.build();
    }

    private CommandLine.ParameterException unknown(String what, String given, String instead) {
        return new CommandLine.ParameterException(
                spec.commandLine(), "There is no " + what + " '" + given + "'. Take " + instead + ".");
    }
}
