package io.qipan.launcher.track;

import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.MomentConverter;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.proto.patrol.v1.ExportTrackRequest.Format;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.ExportTrackResponse.Totals;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export-track",
        description = "Writes where a unit went as GPX 1.1 or GeoJSON.",
        footer = {
            "A file is there whole or not at all: what breaks off stays beside it with the ending .part.",
            "Times are like 2026-11-22T08:00:00+08:00 or 2026-11-22, which is its beginning in UTC."
        })
public final class ExportTrackCommand implements Callable<Integer> {
    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "UNIT", description = "units/{id}.")
    private String unit = "";

    @Option(
            names = "--from",
            required = true,
            converter = MomentConverter.class,
            description = "From this time on, by the clock of the device.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--until", required = true, converter = MomentConverter.class, description = "Before this time.")
    private Instant until = Instant.EPOCH;

    @Option(names = "--format", required = true, description = "gpx or geojson.")
    private String format = "";

    @Option(
            names = "--tolerance",
            paramLabel = "M",
            description = "Leave out what is no more than so many metres from where the rest says the unit was."
                    + " Default: every fix.")
    private @Nullable Double tolerance;

    @Option(names = "--device", description = "Only what this device reported.")
    private String device = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to. Default: standard output.")
    private @Nullable Path output;

    public ExportTrackCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ExportTrackCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() throws IOException {
        ExportTrackRequest.Builder request = ExportTrackRequest.newBuilder()
                .setUnit(unit.startsWith("units/") ? unit : "units/" + unit)
                .setFrom(Stamps.of(from))
                .setUntil(Stamps.of(until))
                .setOptionalDevice(device)
                .setFormat(format());
        if (tolerance != null) {
            request.setToleranceM(tolerance);
        }
        try (Board board = connect.apply(workspace)) {
            Iterator<ExportTrackResponse> parts =
                    TrackServiceGrpc.newBlockingStub(board.patrol()).exportTrack(request.build());
            Totals totals = output == null ? write(parts, spec.commandLine().getOut()) : toFile(parts, output);
            String count = "%,d of %,d fixes are written%s.%n";
            spec.commandLine()
                    .getErr()
                    .printf(count, totals.getWritten(), totals.getFixes(), output == null ? "" : " to " + output);
            spec.commandLine().getErr().flush();
            return ExitCode.OK;
        }
    }

    private static Totals toFile(Iterator<ExportTrackResponse> parts, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Totals totals;
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            totals = write(parts, writer);
        }
        Path ignored = Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return totals;
    }

    private static Totals write(Iterator<ExportTrackResponse> parts, Writer writer) {
        try {
            while (parts.hasNext()) {
                ExportTrackResponse part = parts.next();
                writer.write(part.getPart());
                if (part.hasTotals()) {
                    writer.flush();
                    return part.getTotals();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new UserError("The track broke off before its end. Try again.");
    }

    private Format format() {
        return switch (format) {
            case "gpx" -> Format.GPX;
            case "geojson" -> Format.GEOJSON;
            default ->
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "There is no format '" + format + "'. Take gpx or geojson.");
        };
    }
}
