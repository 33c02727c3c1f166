package io.qipan.launcher.track;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.track.ImportReport.ImportedFile;
import io.qipan.launcher.track.ImportReport.Sums;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.SummarizeTrackResponse;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.TrackServiceGrpc.TrackServiceBlockingStub;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings surveyed files to a unit, and asks what came of it. */
final class TrackImport {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long DEADLINE_S = 15;

    private final Channel patrol;
    private final TrackServiceBlockingStub tracks;
    private final String unit;
    private final Datum datum;
    private final @Nullable String onlyId;
    private final Retries retries = new Retries(PATIENCE);
    private String rawMethod = "";
    private String filteredMethod = "";

    TrackImport(Channel patrol, String unit, Datum datum, @Nullable String onlyId) {
        this.patrol = patrol;
        this.tracks = TrackServiceGrpc.newBlockingStub(patrol);
        this.unit = unit;
        this.datum = datum;
        this.onlyId = onlyId;
    }

    /** Refuses what the board would not take, before anything is written. */
    void check(List<Survey> files) {
        try {
            var ignored = retries.call(() -> UnitServiceGrpc.newBlockingStub(patrol)
                    .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                    .getUnit(GetUnitRequest.newBuilder().setName(unit).build()));
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) == ErrorReason.NOT_FOUND) {
                throw new UserError(
                        "There is no " + unit + " on this board, so nothing was written. ./qipan rpc"
                                + " qipan.patrol.v1.UnitService/ListUnits tells which there are, RegisterUnit makes one.",
                        e);
            }
            throw e;
        }
        Instant takenFrom =
                Stamps.instant(summary("", Instant.EPOCH, Instant.EPOCH).getTakenFrom());
        files.stream()
                .filter(file -> file.first().isBefore(takenFrom))
                .findFirst()
                .ifPresent(file -> {
                    throw tooOld(file, takenFrom);
                });
    }

    private static UserError tooOld(Survey file, Instant takenFrom) {
        long days = Duration.between(file.first(), Instant.now()).toDays() + 30;
        return new UserError(file.file() + " begins at " + file.first()
                + ", and this board takes no positions from before "
                + takenFrom + ", so nothing was written. A board for a trial can be told to keep them longer:"
                + " ./qipan down, then QIPAN_POSITIONS_KEPT=P" + days + "D ./qipan up --detach (docs/operations.md).");
    }

    ImportReport importAll(List<Survey> files) {
        List<ImportedFile> imported = files.stream().map(this::importOne).toList();
        Sums sums = imported.stream().map(ImportedFile::sums).reduce(Sums.NONE, Sums::plus);
        return new ImportReport(unit, rawMethod, filteredMethod, imported, sums);
    }

    private ImportedFile importOne(Survey file) {
        Tally tally = new Tally();
        FixStream stream = new FixStream(patrol, retries, PATIENCE, tally::count);
        Batches batches = new Batches(unit, datum, file.digest(), stream);
        file.read(point -> {
            if (isWanted(point.id())) {
                tally.points++;
                batches.add(point);
            }
        });
        batches.sendAll();
        stream.finish();
        List<String> ids = file.ids().keySet().stream().filter(this::isWanted).toList();
        Sums kilometres = kilometres(file, ids);
        return new ImportedFile(
                file.file().toString(),
                ids.size(),
                file.first().toString(),
                file.last().toString(),
                tally.sums(file.skippedCount()).plus(kilometres),
                tally.quarantined,
                file.skipped());
    }

    private boolean isWanted(String id) {
        return onlyId == null || onlyId.equals(id);
    }

    private Sums kilometres(Survey file, List<String> ids) {
        Sums sums = Sums.NONE;
        for (String id : ids) {
            SummarizeTrackResponse response = summary(
                    DeviceIds.of(file.digest(), id), file.first(), file.last().plusNanos(1_000));
            rawMethod = response.getSummary().getRaw().getMethod();
            filteredMethod = response.getSummary().getFiltered().getMethod();
            sums = sums.plus(new Sums(
                    0,
                    0,
                    0,
                    0,
                    0,
                    response.getSummary().getRaw().getKm(),
                    response.getSummary().getFiltered().getKm()));
        }
        return sums;
    }

    private SummarizeTrackResponse summary(String device, Instant from, Instant until) {
        SummarizeTrackRequest request = SummarizeTrackRequest.newBuilder()
                .setUnit(unit)
                .setOptionalDevice(device)
                .setFrom(Stamps.of(from))
                .setUntil(Stamps.of(until))
                .build();
        return retries.call(
                () -> tracks.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS).summarizeTrack(request));
    }

    /** What was acknowledged of one file. */
    private static final class Tally {
        private final Map<String, Long> quarantined = new TreeMap<>();
        private long points;
        private long stored;
        private long duplicate;

        void count(StreamPositionsResponse acknowledgement) {
            stored += acknowledgement.getStored();
            duplicate += acknowledgement.getDuplicate();
            acknowledgement
                    .getQuarantinedList()
                    .forEach(one -> quarantined.merge(one.getReason().name(), 1L, Long::sum));
        }

        Sums sums(long skipped) {
            long inQuarantine =
                    quarantined.values().stream().mapToLong(Long::longValue).sum();
            return new Sums(points, stored, duplicate, inQuarantine, skipped, 0, 0);
        }
    }
}
