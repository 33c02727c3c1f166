package io.qipan.launcher.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Json;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.proto.common.v1.Datum;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        name = "import-tracks",
        description = "Imports tracks from files as positions of a unit, and tells how long they are.",
        footer = {
            "Formats: gpx (1.0, 1.1), plt (GeoLife; a file or a folder of them), csv (see --column), and csv as these have it:",
            "ais (ID, ais_pos_timestamp, longitude, latitude), bus (vehicle_id, timestamp, latitude, longitude, bearing),",
            "tdrive (taxi id, time in Beijing, longitude, latitude; no header).",
            "A line that cannot be read is reported and skipped; a file of another format is refused before anything is written.",
            "An import can run again, also after an interruption: what is there already is recognised by the file's content.",
            "Positions that are too old for the board: see QIPAN_POSITIONS_KEPT in docs/operations.md.",
            "Returns 0 when every line could be read and is on the board."
        })
public final class ImportTracksCommand implements Callable<Integer> {
    private static final int LINES_TOLD = 20;

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or folders of .gpx and .plt files.")
    private List<Path> given = List.of();

    @Option(names = "--unit", required = true, description = "Whose track it becomes: units/{id}.")
    private String unit = "";

    @Option(names = "--format", description = "gpx, plt, ais, bus, tdrive or csv. Default: as the name ends.")
    private @Nullable String format;

    @Option(names = "--id", description = "Only the lines of this one, of a file that has several. Default: all.")
    private @Nullable String id;

    @Option(
            names = "--column",
            paramLabel = "NAME=COLUMN",
            description = "csv only: which column holds time, lat, lon, id, speed_mps, course_deg, altitude_m or"
                    + " accuracy_m, for example --column lat=Latitude. Default: the column of that name.")
    private Map<String, String> columns = Map.of();

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description =
                    "csv only: like 'dd/MM/uuuu HH:mm'. Default: ISO 8601, or seconds or milliseconds since 1970.")
    private @Nullable String timeFormat;

    @Option(names = "--zone", description = "csv only: of times that do not say it. Default: ${DEFAULT-VALUE}.")
    private String zone = "UTC";

    @Option(names = "--datum", description = "Of the coordinates: wgs84, gcj02 or bd09. Default: ${DEFAULT-VALUE}.")
    private String datum = "wgs84";

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    public ImportTracksCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ImportTracksCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        Datum declared = datum();
        Optional<String> told = Optional.ofNullable(format);
        told.ifPresent(this::format);
        List<Survey> files = TrackFiles.below(given, told).stream()
                .map(file -> survey(file, TrackFiles.formatOf(file, told)))
                .toList();
        try (Board board = connect.apply(workspace)) {
            TrackImport tracks = new TrackImport(board.patrol(), unitName(), declared, id);
            tracks.check(files);
            ImportReport report = tracks.importAll(files);
            print(report);
            boolean whole = report.sums().skipped() == 0 && report.sums().quarantined() == 0;
            return whole ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Survey survey(Path file, String formatName) {
        Survey survey = Survey.of(file, format(formatName), formatName);
        PrintWriter err = spec.commandLine().getErr();
        survey.skipped().stream()
                .limit(LINES_TOLD)
                .forEach(one -> err.println(file + ", line " + one.line() + " is skipped: " + one.reason() + "."));
        if (survey.skippedCount() > LINES_TOLD) {
            err.println("... and " + (survey.skippedCount() - LINES_TOLD) + " more.");
        }
        if (id != null && !survey.ids().containsKey(id)) {
            throw new UserError(file + " tells nothing of '" + id + "'. Nothing was written.");
        }
        if (id == null && survey.ids().size() > 1) {
            err.println(file + " tells of " + survey.ids().size() + " ids; each becomes a device of " + unitName()
                    + ". --id takes one of them only.");
        }
        err.flush();
        return survey;
    }

    private TrackFormat format(String name) {
        return switch (name) {
            case "gpx" -> new GpxFormat();
            case "plt" -> new PltFormat();
            case "ais" -> new CsvFormat(CsvLayout.ais());
            case "bus" -> new CsvFormat(CsvLayout.bus());
            case "tdrive" -> new CsvFormat(CsvLayout.taxi());
            case "csv" -> new CsvFormat(CsvLayout.given(columns, Optional.ofNullable(timeFormat), zone()));
            default -> throw unknown("format", name, "gpx, plt, ais, bus, tdrive or csv");
        };
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw unknown("zone", zone, "one like Asia/Shanghai or UTC");
        }
    }

    private Datum datum() {
        return switch (datum) {
            case "wgs84" -> Datum.WGS84;
            case "gcj02" -> Datum.GCJ02;
            case "bd09" -> Datum.BD09;
            default -> throw unknown("datum", datum, "wgs84, gcj02 or bd09");
        };
    }

    private String unitName() {
        return unit.startsWith("units/") ? unit : "units/" + unit;
    }

    private CommandLine.ParameterException unknown(String what, String told, String instead) {
        return new CommandLine.ParameterException(
                spec.commandLine(), "There is no " + what + " '" + told + "'. Take " + instead + ".");
    }

    private void print(ImportReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            new ImportText(out).print(report);
            return;
        }
        try {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UserError("The report cannot be written as JSON: " + e.getMessage(), e);
        }
    }
}
