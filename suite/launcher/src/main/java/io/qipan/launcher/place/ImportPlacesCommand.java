package io.qipan.launcher.place;

import com.google.protobuf.ByteString;
import io.qipan.launcher.Board;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.RequestId;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.dispatch.v1.GazetteerPlace.Kind;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import-places",
        description =
                "Imports places and addresses for the gazetteer, all or nothing, and tells what is wrong with them.",
        footer = {
            "A .csv file names its columns in the heading: code and name, and as there are kind (district, road,"
                    + " address,",
            "landmark), aliases and phones with | between them, district, latitude, longitude, uncertainty_m. Any"
                    + " other",
            "file is a GeoJSON FeatureCollection with properties of these names; the line of a road may have km_from"
                    + " and",
            "km_to. The file replaces what its source had before. Try --dry-run first.",
            "Returns 0 when there are no faults."
        })
public final class ImportPlacesCommand implements Callable<Integer> {
    /** What the contract takes. */
    private static final int MOST_BYTES = 4_000_000;

    /** The kinds by the names of the contract, without those that mean none. */
    enum KindOption {
        DISTRICT,
        ROAD,
        ADDRESS,
        LANDMARK
    }

    enum DatumOption {
        WGS84,
        GCJ02,
        BD09
    }

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "CSV or GeoJSON in UTF-8.")
    private Path file = Path.of("");

    @Option(names = "--source", required = true, description = "Name of the list, for example townships.")
    private String source = "";

    @Option(names = "--datum", required = true, description = "Of its coordinates: ${COMPLETION-CANDIDATES}.")
    private DatumOption datum = DatumOption.WGS84;

    @Option(
            names = "--kind",
            description = "What all its places are: ${COMPLETION-CANDIDATES}. Without it each says so itself.")
    private @Nullable KindOption kind;

    @Option(names = "--reason", description = "Why it is imported. Default: import of the file.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only check.")
    private boolean dryRun;

    public ImportPlacesCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    ImportPlacesCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        ImportPlacesRequest.Builder request = ImportPlacesRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setDryRun(dryRun)
                .setReason(reason.isEmpty() ? "import of " + file.getFileName() : reason)
                .setSource(source)
                .setDatum(Datum.valueOf(datum.name()));
        if (kind != null) {
            request.setOptionalKind(Kind.valueOf(kind.name()));
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            request.setCsvGzip(packed());
        } else {
            request.setGeojsonGzip(packed());
        }
        try (Board board = connect.apply(workspace)) {
            ImportPlacesResponse response = new GazetteerClient(board.dispatch()).send(request);
            print(response);
            return response.getFaultCount() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private ByteString packed() {
        ByteString.Output bytes = ByteString.newOutput();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            long ignored = Files.copy(file, packed);
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ". Give the path of a CSV or GeoJSON file.", e);
        } catch (IOException e) {
            throw new UserError("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        ByteString content = bytes.toByteString();
        if (content.size() > MOST_BYTES) {
            throw new UserError("The file " + file + " has " + content.size() + " bytes when packed, at most "
                    + MOST_BYTES + " are taken. Divide it into several sources.");
        }
        return content;
    }

    private void print(ImportPlacesResponse response) {
        PrintWriter out = spec.commandLine().getOut();
        response.getFaultsList()
                .forEach(fault -> out.println(
                        (fault.getLine() == 0 ? "file: " : "line " + fault.getLine() + ": ") + fault.getText()));
        int untold = response.getFaultCount() - response.getFaultsCount();
        if (untold > 0) {
            out.println("... and " + untold + " more.");
        }
        if (response.getIgnoredColumnsCount() > 0) {
            out.println("Nothing is read from " + String.join(", ", response.getIgnoredColumnsList()) + ".");
        }
        out.println(response.getPlaces() + " places: " + response.getAdded() + " new, " + response.getChanged()
                + " changed, " + response.getRemoved() + " gone. " + outcome(response));
        out.flush();
    }

    private String outcome(ImportPlacesResponse response) {
        if (response.hasRevision()) {
            return "Made " + response.getRevision().getName() + ".";
        }
        if (response.getFaultCount() > 0) {
            return response.getFaultCount() + " faults, nothing is written. Put them right and try again.";
        }
        return dryRun ? "No faults." : "Nothing differs, so nothing is written.";
    }
}
