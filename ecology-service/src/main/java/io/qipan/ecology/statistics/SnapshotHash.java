package io.qipan.ecology.statistics;

import io.qipan.ecology.statistics.Snapshots.Sum;
import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What a snapshot and its re-run have in common if they agree: period, scope, definitions, rows; not when they were counted. */
final class SnapshotHash {

    private SnapshotHash() {}

    static String of(StatisticsSnapshot snapshot, Map<FigureCode, Sum> sums) {
        StringJoiner text = new StringJoiner("\n");
        text.add(snapshot.getFrom().getSeconds() + " " + snapshot.getFrom().getNanos());
        text.add(snapshot.getUntil().getSeconds() + " " + snapshot.getUntil().getNanos());
        text.add(snapshot.getScope().getOptionalAgency());
        text.add(String.join(
                " ", snapshot.getScope().getUnitsList().stream().sorted().toList()));
        if (snapshot.getScope().getDrills()) {
            text.add("drills");
        }
        for (Figure figure : snapshot.getFiguresList()) {
            FigureCode code = FigureCode.named(figure.getDefinition().getCode()).orElseThrow();
            text.add(code.code() + " " + figure.getDefinition().getRevision() + " " + figure.hasValue() + " "
                    + Optional.ofNullable(sums.get(code)).map(Sum::hash).orElse(""));
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
