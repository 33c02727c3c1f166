package io.qipan.ecology.species;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.species.ImportSpecies.Order;
import io.qipan.ecology.species.KnownSpecies.Known;
import io.qipan.ecology.species.csv.SpeciesFile.Content;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.proto.ecology.v1.GetSpeciesListRequest;
import io.qipan.proto.ecology.v1.GetSpeciesListResponse;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesRequest;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SearchProtectedSpeciesRequest;
import io.qipan.proto.ecology.v1.SearchProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

@Singleton
public class SpeciesRpc implements RpcService, SpeciesServiceGrpc.AsyncService {
    private static final int USUAL_LIMIT = 20;
    private static final int GREATEST_LIMIT = 200;
    /** Days of the law are counted in this zone. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final SpeciesLists lists;
    private final ImportSpecies importSpecies;
    private final KnownSpecies known;

    public SpeciesRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            SpeciesLists lists,
            ImportSpecies importSpecies,
            KnownSpecies known) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.lists = lists;
        this.importSpecies = importSpecies;
        this.known = known;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SpeciesServiceGrpc.bindService(this));
    }

    @Override
    public void importProtectedSpecies(
            ImportProtectedSpeciesRequest request, StreamObserver<ImportProtectedSpeciesResponse> observer) {
        Answer.unary(observer, () -> {
            Content content = SpeciesMessages.content(request.getCsvGzip().toByteArray());
            Order order = new Order(
                    content,
                    SpeciesMessages.day("in_force_from", request.getInForceFrom()),
                    request.getDryRun(),
                    request.getReason(),
                    Caller.current().subject(),
                    Times.now(clock));
            if (order.dryRun()) {
                return SpeciesMessages.message(content, Optional.empty());
            }
            return unitOfWork.once(
                    RequestKey.of(request),
                    ImportProtectedSpeciesResponse.parser(),
                    () -> SpeciesMessages.message(content, importSpecies.run(order)));
        });
    }

    @Override
    public void searchProtectedSpecies(
            SearchProtectedSpeciesRequest request, StreamObserver<SearchProtectedSpeciesResponse> observer) {
        Answer.unary(observer, () -> {
            LocalDate day = request.getOptionalDay().isEmpty()
                    ? LocalDate.ofInstant(clock.instant(), ZONE)
                    : SpeciesMessages.day("optional_day", request.getOptionalDay());
            Known list = known.on(day)
                    .orElseThrow(() -> Refusal.notFound("speciesLists/-").asException());
            int limit = request.getLimit() == 0 ? USUAL_LIMIT : Math.min(request.getLimit(), GREATEST_LIMIT);
            SearchProtectedSpeciesResponse.Builder response = SearchProtectedSpeciesResponse.newBuilder()
                    .setList(list.list().name());
            list.names()
                    .search(request.getQuery(), limit)
                    .forEach(one -> response.addFound(SpeciesMessages.message(one)));
            return response.build();
        });
    }

    @Override
    public void getSpeciesList(GetSpeciesListRequest request, StreamObserver<GetSpeciesListResponse> observer) {
        Answer.unary(observer, () -> {
            String name = request.getOptionalName();
            SpeciesList list = unitOfWork
                    .read(() -> name.isEmpty()
                            ? lists.newest()
                            : lists.find(Long.parseLong(name.substring(SpeciesList.KIND.length()))))
                    .orElseThrow(() -> Refusal.notFound(name.isEmpty() ? "speciesLists/-" : name)
                            .asException());
            return GetSpeciesListResponse.newBuilder()
                    .setList(SpeciesMessages.message(list))
                    .build();
        });
    }
}
