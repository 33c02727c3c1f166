package io.qipan.dispatch.recommend;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.rpc.RpcService;

/** Recommendation put together by hand; opens it to tests of other features. */
public record RecommendFeature(RpcService rpc, Runnable keepPicture, ReadUnits readUnits) {

    public static RecommendFeature onPostgres(Surroundings around, IncidentRecords incidents, PatrolUnits units) {
        KnownUnits known = new PostgresKnownUnits();
        ReadUnits read = new ReadUnits(around.unitOfWork(), units, known);
        RecommendUnits recommend = new RecommendUnits(around.unitOfWork(), incidents, read, around.clock());
        return new RecommendFeature(new RecommendationRpc(recommend), read::keepPicture, read);
    }
}
