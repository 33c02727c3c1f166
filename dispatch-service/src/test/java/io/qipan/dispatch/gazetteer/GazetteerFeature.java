package io.qipan.dispatch.gazetteer;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.gazetteer.pinyin.Pinyin;
import io.qipan.runtime.rpc.RpcService;

/** The gazetteer put together by hand. */
public record GazetteerFeature(RpcService rpc, LiveGazetteer live) {
    /** Loading it takes seconds. */
    private static final Pinyin PINYIN = new Pinyin();

    public static GazetteerFeature onPostgres(Surroundings around, CallFeature calls, MeterRegistry meters) {
        Gazetteers gazetteers = new PostgresGazetteers();
        LiveGazetteer live = new LiveGazetteer(around.unitOfWork(), gazetteers, PINYIN, meters);
        return new GazetteerFeature(
                new GazetteerRpc(
                        around.unitOfWork(),
                        around.clock(),
                        gazetteers,
                        new ImportPlaces(gazetteers, around.journal()),
                        new LookUpPlace(around.unitOfWork(), calls.records(), calls.numbers(), live, meters)),
                live);
    }
}
