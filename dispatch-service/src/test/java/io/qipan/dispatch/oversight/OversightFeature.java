package io.qipan.dispatch.oversight;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.attention.AttentionFeature;
import io.qipan.dispatch.figure.Figures;
import io.qipan.dispatch.zone.ZoneFeature;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;

/** Oversight put together by hand; opens it to tests of other features. */
public record OversightFeature(RpcService rpc, Sweep sweep) {

    public static OversightFeature onPostgres(
            Surroundings around,
            Figures figures,
            AttentionFeature attentions,
            ZoneFeature zones,
            MeterRegistry meters) {
        OpenWork openWork = new PostgresOpenWork();
        return new OversightFeature(
                new OversightRpc(around.unitOfWork(), openWork, figures),
                new Sweep(
                        around.unitOfWork(),
                        openWork,
                        around.deadlines(),
                        attentions.raise(),
                        attentions.measure(),
                        zones.measure(),
                        around.clock(),
                        meters));
    }

    /** Has the sweep adopt what nobody looks after; returns the names. */
    public List<String> adopt() {
        return sweep.adopt().stream().map(OpenWork.Item::resource).toList();
    }
}
