package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.ChainBreak;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.JournalServiceGrpc;
import io.qipan.proto.common.v1.JournalServiceGrpc.JournalServiceBlockingStub;
import io.qipan.proto.common.v1.ListChangesRequest;
import io.qipan.proto.common.v1.ListChangesResponse;
import io.qipan.proto.common.v1.VerifyChainRequest;
import io.qipan.proto.common.v1.VerifyChainResponse;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRpcIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final LiveFeed live = new LiveFeed(DATABASE);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new JournalRpc(live.store, LiveFeed.KINDS)));

    private JournalServiceBlockingStub journal() {
        return JournalServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER));
    }

    private void tenChanges() {
        for (int i = 1; i <= 10; i++) {
            live.change("calls/" + i % 2);
        }
        List<Sealed> ignored = live.sequencer.seal();
    }

    @Test
    void readsNoMoreBigStatesAtOnceThanMemoryAllows() {
        // Given
        live.bigChanges("calls/1", 4, 600_000);
        List<Sealed> ignored = live.sequencer.seal();

        // When
        List<Sealed> page = live.store.after(0, 1_000);

        // Then
        assertThat(page).extracting(Sealed::revision).containsExactly(1L, 2L);
        assertThat(FeedStore.mayGoOn(page, 1_000)).isTrue();
        assertThat(live.all()).hasSize(4);
        assertThat(verify(0).getVerifiedCount()).isEqualTo(4);
    }

    private VerifyChainResponse verify(long from) {
        return journal()
                .verifyChain(
                        VerifyChainRequest.newBuilder().setFromRevision(from).build());
    }

    @Test
    void tellsTheChangesOfOneResourceWithEverythingThatIsKnown() throws Exception {
        // Given
        tenChanges();

        // When
        ListChangesResponse response = journal()
                .listChanges(
                        ListChangesRequest.newBuilder().setResource("calls/1").build());

        // Then
        Change first = response.getChanges(0);
        assertThat(response.getChangesList()).extracting(Change::getRevision).containsExactly(1L, 3L, 5L, 7L, 9L);
        assertThat(first.getAction()).isEqualTo("thing.changed");
        assertThat(first.getActor()).isEqualTo("system:test");
        assertThat(first.getState().unpack(StringValue.class)).isEqualTo(StringValue.of("state of calls/1"));
        assertThat(first.getOccurredAt().getSeconds())
                .isEqualTo(live.clock.instant().getEpochSecond());
    }

    @Test
    void pagesThroughTheChangesWithoutLosingOrRepeatingOne() {
        // Given
        tenChanges();
        ListChangesRequest request = ListChangesRequest.newBuilder()
                .setResource("calls/0")
                .setPageSize(2)
                .build();
        ListChangesResponse first = journal().listChanges(request);
        ListChangesResponse second = journal()
                .listChanges(request.toBuilder()
                        .setPageToken(first.getNextPageToken())
                        .build());

        // When
        ListChangesResponse last = journal()
                .listChanges(request.toBuilder()
                        .setPageToken(second.getNextPageToken())
                        .build());

        // Then
        assertThat(first.getChangesList()).extracting(Change::getRevision).containsExactly(2L, 4L);
        assertThat(second.getChangesList()).extracting(Change::getRevision).containsExactly(6L, 8L);
        assertThat(last.getChangesList()).extracting(Change::getRevision).containsExactly(10L);
        assertThat(last.getNextPageToken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls/1", "cases/1", "calls", "nothing"})
    void refusesTheHistoryOfWhatTheCallerMayNotRead(String resource) {
        // Given somebody who may list changes, and may not read calls
        JournalServiceBlockingStub officer = JournalServiceGrpc.newBlockingStub(harness.channel(Role.ECOLOGY_OFFICER));
        tenChanges();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer.listChanges(
                ListChangesRequest.newBuilder().setResource(resource).build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("kind", resource.replace("/1", ""));
    }

    @Test
    void refusesAPageTokenThatSomebodyMadeUp() {
        // Given a token with the right mark of its filter and no number in it
        String mark = Integer.toHexString("calls/1".hashCode());
        String token = Base64.getUrlEncoder().encodeToString((mark + " one").getBytes(StandardCharsets.UTF_8));

        // When
        StatusRuntimeException refused = Refusals.refused(() -> journal()
                .listChanges(ListChangesRequest.newBuilder()
                        .setResource("calls/1")
                        .setPageToken(token)
                        .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void verifiesAChainThatNobodyTouched() {
        // Given
        tenChanges();

        // When
        VerifyChainResponse verified = verify(0);

        // Then
        assertThat(verified.getFirstBrokenRevision()).isZero();
        assertThat(verified.getVerifiedCount()).isEqualTo(10);
        assertThat(verified.getLastRevision()).isEqualTo(10);
        assertThat(verified.getHeadRevision()).isEqualTo(10);
        assertThat(verified.getLastHash()).hasSize(64);
    }

    @Test
    void verifiesTheRestOfAChainToTheSameHash() {
        // Given
        tenChanges();
        String whole = verify(1).getLastHash();

        // When
        VerifyChainResponse rest = verify(7);

        // Then
        assertThat(rest.getVerifiedCount()).isEqualTo(4);
        assertThat(rest.getLastHash()).isEqualTo(whole);
    }

    @Test
    void verifiesNothingBeyondTheEnd() {
        // Given
        tenChanges();

        // When
        VerifyChainResponse beyond = verify(500);

        // Then
        assertThat(beyond.getVerifiedCount()).isZero();
        assertThat(beyond.getFirstBrokenRevision()).isZero();
        assertThat(beyond.getHeadRevision()).isEqualTo(10);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        from another address     | 4  | update journal set origin = '192.0.2.9' where position = 4
        for somebody else        | 4  | update journal set on_behalf_of = 'wang' where position = 4
        another actor            | 4  | update journal set actor = 'nobody' where position = 4
        another state            | 4  | update journal set state = '\\x00' where position = 4
        another resource         | 4  | update journal set resource = 'calls/9' where position = 4
        another time             | 4  | update journal set occurred_at = occurred_at + interval '1 microsecond' where position = 4
        another request          | 4  | update journal set request_id = gen_random_uuid() where position = 4
        another hash             | 4  | update feed set hash = '\\x00' where revision = 4
        one removed              | 4  | delete from feed where revision = 4; delete from journal where position = 4
        the first removed        | 1  | delete from feed where revision = 1
        the last removed         | 10 | delete from feed where revision = 10
        the last three removed   | 8  | delete from feed where revision >= 8
        the end cut off with head| 7  | delete from feed where revision >= 8; update feed_head set revision = 7
        all removed with the head| 1  | delete from feed; update feed_head set revision = 0
        another hash in the head | 10 | update feed_head set hash = '\\x00'
        two exchanged            | 4  | update feed set position = -1 * position where revision in (4, 5)
        one slipped in at the end| 11 | insert into journal (position, resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state) overriding system value select 99, resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state from journal where position = 4; insert into feed select 11, 99, hash from feed where revision = 10
        """)
    void findsWhatWasChangedBehindItsBackAtItsPlace(String what, long revision, String sql) {
        // Given
        tenChanges();
        DATABASE.execute("alter table feed drop constraint if exists feed_position_fkey");
        DATABASE.execute(sql);

        // When
        VerifyChainResponse verified = verify(0);

        // Then
        assertThat(verified.getFirstBrokenRevision()).as(what).isEqualTo(revision);
        assertThat(verified.getLastRevision()).isEqualTo(revision - 1);
        assertThat(verified.getChainBreak()).isNotEqualTo(ChainBreak.CHAIN_BREAK_UNSPECIFIED);
    }

    @Test
    void namesTheRecordThatWasChangedAndSaysWhichOneIsGone() {
        // Given
        tenChanges();
        DATABASE.execute("update journal set actor = 'nobody' where position = 4");
        VerifyChainResponse changed = verify(0);
        DATABASE.execute("update journal set actor = 'system:test' where position = 4");
        DATABASE.execute("delete from feed where revision = 6");

        // When
        VerifyChainResponse removed = verify(0);

        // Then
        assertThat(changed.getChainBreak()).isEqualTo(ChainBreak.RECORD_CHANGED);
        assertThat(changed.getBrokenResource()).isEqualTo("calls/0");
        assertThat(changed.getBrokenAction()).isEqualTo("thing.changed");
        assertThat(changed.getBrokenActor()).isEqualTo("nobody");
        assertThat(removed.getChainBreak()).isEqualTo(ChainBreak.RECORD_REMOVED);
        assertThat(removed.getFirstBrokenRevision()).isEqualTo(6);
    }

    @Test
    void verifiesNoFurtherThanItIsAsked() {
        // Given a break behind what is asked
        tenChanges();
        String fourth = HexFormat.of().formatHex(live.all().get(3).hash());
        DATABASE.execute("update journal set actor = 'nobody' where position = 8");

        // When
        VerifyChainResponse verified = journal()
                .verifyChain(VerifyChainRequest.newBuilder().setToRevision(4).build());

        // Then
        assertThat(verified.getFirstBrokenRevision()).isZero();
        assertThat(verified.getLastRevision()).isEqualTo(4);
        assertThat(verified.getLastHash()).isEqualTo(fourth);
    }

    @Test
    void tellsFromWhereAndOnWhoseBehalfToWhomItConcernsAndChainsThatToo() throws Exception {
        // Given
        Origin origin = new Origin("192.0.2.7", "wang");
        Context.current().withValue(Origin.KEY, origin).run(() -> live.change("calls/1"));
        List<Sealed> ignored = live.sequencer.seal();
        ListChangesRequest request =
                ListChangesRequest.newBuilder().setResource("calls/1").build();
        Change toDispatcher = JournalServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .listChanges(request)
                .getChanges(0);
        boolean wholeBefore = verify(0).getFirstBrokenRevision() == 0;

        // When
        Change toEngineer = journal().listChanges(request).getChanges(0);
        DATABASE.execute("update journal set origin = '', on_behalf_of = ''");

        // Then
        assertThat(toEngineer.getOrigin()).isEqualTo("192.0.2.7");
        assertThat(toEngineer.getOnBehalfOf()).isEqualTo("wang");
        assertThat(toDispatcher.getOrigin() + toDispatcher.getOnBehalfOf()).isEmpty();
        assertThat(wholeBefore).isTrue();
        assertThat(verify(0).getFirstBrokenRevision()).isEqualTo(1);
    }

    @Test
    void findsARecordThatFitsTheChainAndThatTheHeadDoesNotKnow() {
        // Given
        tenChanges();
        Sealed last = live.all().getLast();
        String hash = HexFormat.of().formatHex(Sealed.hash(last.hash(), 11, last.position(), last.told()));
        DATABASE.execute("alter table feed drop constraint if exists feed_position_key");
        DATABASE.execute("insert into feed values (11, " + last.position() + ", '\\x" + hash + "')");

        // When
        VerifyChainResponse verified = verify(0);

        // Then
        assertThat(verified.getFirstBrokenRevision()).isEqualTo(11);
        assertThat(verified.getLastRevision()).isEqualTo(10);
        assertThat(verified.getVerifiedCount()).isEqualTo(10);
    }

    @Test
    void findsAnEndThatWasCutOffWhenItStartsBehindIt() {
        // Given
        tenChanges();
        DATABASE.execute("delete from feed where revision >= 8");
        DATABASE.execute("update feed_head set revision = 7");

        // When
        VerifyChainResponse verified = verify(500);

        // Then
        assertThat(verified.getFirstBrokenRevision()).isEqualTo(7);
    }

    @Test
    void findsARemovedRecordWhenItStartsRightBehindIt() {
        // Given
        tenChanges();
        DATABASE.execute("delete from feed where revision = 4");

        // When
        VerifyChainResponse verified = verify(5);

        // Then
        assertThat(verified.getFirstBrokenRevision()).isEqualTo(4);
    }

    @Test
    void endsRandomMessagesClearly() {
        RandomMessages.throwAt(harness, JournalServiceGrpc.getServiceDescriptor(), 300, 20261121);
    }
}
