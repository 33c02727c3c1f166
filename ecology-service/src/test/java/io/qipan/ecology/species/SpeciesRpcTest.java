package io.qipan.ecology.species;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.species.csv.SpeciesSamples;
import io.qipan.proto.ecology.v1.GetSpeciesListRequest;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesRequest;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SearchProtectedSpeciesRequest;
import io.qipan.proto.ecology.v1.SearchProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SearchProtectedSpeciesResponse.Match;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc.SpeciesServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpeciesRpcTest {
    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T02:00:00Z"));
    private final FakeSpeciesLists lists = new FakeSpeciesLists();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(new SpeciesRpc(
                    unitOfWork, clock, lists, new ImportSpecies(lists, journal), new KnownSpecies(unitOfWork, lists))))
            .withClock(clock);

    private SpeciesServiceBlockingStub officer() {
        return SpeciesServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private static ImportProtectedSpeciesRequest.Builder order(String csv) {
        return ImportProtectedSpeciesRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setReason("list of 2021")
                .setInForceFrom("2021-02-05")
                .setCsvGzip(ByteString.copyFrom(SpeciesSamples.gzip(csv)));
    }

    private SearchProtectedSpeciesResponse search(String query) {
        return officer()
                .searchProtectedSpecies(SearchProtectedSpeciesRequest.newBuilder()
                        .setQuery(query)
                        .build());
    }

    @Test
    void takesOverAWholeListAndTellsIt() {
        // When
        ImportProtectedSpeciesResponse response =
                officer().importProtectedSpecies(order(SpeciesSamples.list()).build());

        // Then
        assertThat(response.getFaultsList()).isEmpty();
        assertThat(List.of(
                        response.getRows(), response.getFirstClass(), response.getSecondClass(), response.getAquatic()))
                .containsExactly(7, 3, 4, 3);
        assertThat(response.getList().getName()).isEqualTo("speciesLists/1");
        assertThat(response.getList().getImportedBy()).isEqualTo("wang");
        assertThat(officer()
                        .getSpeciesList(GetSpeciesListRequest.getDefaultInstance())
                        .getList())
                .isEqualTo(response.getList());
    }

    @Test
    void aDryRunWritesNothing() {
        // When
        ImportProtectedSpeciesResponse response = officer()
                .importProtectedSpecies(
                        order(SpeciesSamples.list()).setDryRun(true).build());

        // Then
        assertThat(response.getRows()).isEqualTo(7);
        assertThat(response.hasList()).isFalse();
        assertThat(lists.newest()).isEmpty();
    }

    @Test
    void aListWithAFaultIsRefusedWhole() {
        // When
        ImportProtectedSpeciesResponse response = officer()
                .importProtectedSpecies(
                        order(SpeciesSamples.list().replace("一级", "特级")).build());

        // Then
        assertThat(response.getFaultCount()).isEqualTo(3);
        assertThat(response.getFaults(0).getLine()).isEqualTo(2);
        assertThat(lists.newest()).isEmpty();
    }

    @Test
    void theSameListAgainMakesNoOther() {
        // Given
        ImportProtectedSpeciesResponse first =
                officer().importProtectedSpecies(order(SpeciesSamples.list()).build());

        // When
        ImportProtectedSpeciesResponse second =
                officer().importProtectedSpecies(order(SpeciesSamples.list()).build());

        // Then
        assertThat(first.hasList()).isTrue();
        assertThat(second.hasList()).isFalse();
        assertThat(lists.newest().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void whatIsNotPackedIsAFaultOfTheFile() {
        // When
        ImportProtectedSpeciesResponse response = officer()
                .importProtectedSpecies(
                        order("").setCsvGzip(ByteString.copyFromUtf8("门,纲")).build());

        // Then
        assertThat(response.getFaults(0).getText()).contains("not packed with gzip");
    }

    @Test
    void aDayThatDoesNotExistIsRefused() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer()
                .importProtectedSpecies(order(SpeciesSamples.list())
                        .setInForceFrom("2021-02-30")
                        .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void findsAnAnimalByEitherName() {
        // Given
        ImportProtectedSpeciesResponse unused =
                officer().importProtectedSpecies(order(SpeciesSamples.list()).build());

        // When
        SearchProtectedSpeciesResponse byChinese = search("试水獭");
        SearchProtectedSpeciesResponse byLatin = search("Lutra invent");

        // Then
        assertThat(byChinese.getFound(0).getMatch()).isEqualTo(Match.EXACT);
        assertThat(byChinese.getFound(0).getSpecies().getAquatic()).isTrue();
        assertThat(byLatin.getFound(0).getSpecies())
                .isEqualTo(byChinese.getFound(0).getSpecies());
        assertThat(byLatin.getFound(0).getMatch()).isEqualTo(Match.PREFIX);
        assertThat(byLatin.getList()).isEqualTo("speciesLists/1");
    }

    @Test
    void beforeTheFirstImportThereIsNoList() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> search("豹"));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void onlySomeMayImport() {
        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> SpeciesServiceGrpc.newBlockingStub(rpc.channel(Role.UNIT))
                        .importProtectedSpecies(order(SpeciesSamples.list()).build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, SpeciesServiceGrpc.getServiceDescriptor(), 1_000, 20261122);
    }
}
