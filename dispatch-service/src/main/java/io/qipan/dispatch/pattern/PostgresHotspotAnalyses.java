package io.qipan.dispatch.pattern;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.pattern.model.HotspotAnalysis;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresHotspotAnalyses implements HotspotAnalyses {

    @Override
    public void add(HotspotAnalysis analysis) {
        Tx.current()
                .write(
                        """
                        insert into hotspot_analysis (id, made_at, made_by, analysis)
                        values ($1, $2, $3, $4::text::jsonb)\
                        """,
                        analysis.id().uuid(),
                        analysis.madeAt(),
                        analysis.madeBy(),
                        JsonColumn.write(List.of(PatternMessages.message(analysis))));
    }

    @Override
    public Optional<HotspotAnalysis> find(HotspotAnalysisId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public HotspotAnalysis lock(HotspotAnalysisId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<HotspotAnalysis> list(Optional<HotspotAnalysisId> olderThan, int limit) {
        return read(
                "where ($1::uuid is null or id < $1) order by id desc limit $2",
                olderThan.map(HotspotAnalysisId::uuid).orElse(null),
                limit);
    }

    private static List<HotspotAnalysis> read(String where, @Nullable Object... arguments) {
        List<HotspotAnalysis> found = new ArrayList<>();
        for (Row row : Tx.current().query("select analysis from hotspot_analysis " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("analysis"), io.qipan.proto.dispatch.v1.HotspotAnalysis::newBuilder)
                    .forEach(message -> found.add(PatternMessages.stored(message.build())));
        }
        return found;
    }
}
