package io.qipan.ecology.escalation;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Escalation;
import io.qipan.proto.ecology.v1.EscalationServiceGrpc;
import io.qipan.proto.ecology.v1.ListSharedCasesRequest;
import io.qipan.proto.ecology.v1.ListSharedCasesResponse;
import io.qipan.proto.ecology.v1.SharedCase;
import io.qipan.proto.ecology.v1.SharedCaseServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Strangers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Pages of what is shared: rows that somebody does not see neither shorten them nor stand in their tokens. */
class SharedPagesIT extends PartyScenario {

    private Case handedTo(String police) {
        return StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/" + police);
    }

    private ListSharedCasesResponse page(String party, int size, String token) {
        return party(party)
                .listSharedCases(ListSharedCasesRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    /** Handed on by a service of before, which left the column as it was. */
    private void stillListedFor(Case file, String police) {
        DATABASE.execute(
                "update case_file set police = 'agencies/" + police + "' where number = '" + file.getNumber() + "'");
    }

    @Test
    void invisibleRowsNeitherShortenAPageNorPromiseAnother() {
        // Given
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ours.addFirst(handedTo("police-wuda").getName());
            Case hidden = handedTo("police-other");
            theirs.add(hidden.getName());
            stillListedFor(hidden, "police-wuda");
        }
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<String> tokens = new ArrayList<>();

        // When
        String token = "";
        do {
            ListSharedCasesResponse page = page("police-wuda", 2, token);
            page.getSharedCasesList().stream().map(SharedCase::getName).forEach(seen::add);
            sizes.add(page.getSharedCasesCount());
            token = page.getNextPageToken();
            tokens.add(token);
        } while (!token.isEmpty());

        // Then
        assertThat(seen).isEqualTo(ours);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(tokens)
                .map(each -> new String(Base64.getUrlDecoder().decode(each), StandardCharsets.UTF_8))
                .allSatisfy(
                        text -> assertThat(theirs).noneMatch(name -> text.contains(name.substring("cases/".length()))));
        assertThat(page("police-wuda", 5, "").getNextPageToken()).isEmpty();
    }

    @Test
    void aTokenOfOnePartyIsNoneOfAnother() {
        // Given
        Case first = handedTo("police-wuda");
        Case second = handedTo("police-wuda");
        String token = page("police-wuda", 1, "").getNextPageToken();

        // When
        Reason reason = reasonOf(refused(() -> page("police-other", 1, token)));

        // Then
        assertThat(reason).isEqualTo(Reason.PAGE_TOKEN_INVALID);
        assertThat(reasonOf(refused(() -> page("procuratorate", 1, token)))).isEqualTo(Reason.PAGE_TOKEN_INVALID);
        assertThat(page("police-wuda", 1, token).getSharedCasesList())
                .singleElement()
                .satisfies(shared -> {
                    assertThat(shared.getName()).isEqualTo(first.getName());
                    assertThat(shared.getName()).isNotEqualTo(second.getName());
                });
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, EscalationServiceGrpc.getServiceDescriptor(), 150, 20261123);
        RandomMessages.throwAt(rpc, SharedCaseServiceGrpc.getServiceDescriptor(), 150, 20261123);

        assertThat(seenBy("police-other")).isEmpty();
    }

    @Test
    void noSharedRowExistsForAStranger() {
        // Given
        Case file = handedTo("police-wuda");
        later(Duration.ofDays(30));
        List<String> rows = new ArrayList<>(of(file).stream()
                .filter(gone -> gone.getAgency().equals("agencies/procuratorate"))
                .map(Escalation::getName)
                .toList());
        assertThat(rows).isNotEmpty();
        rows.add(file.getName());
        Strangers strangers = new Strangers(
                Role.AGENCY,
                rpc.agencyChannel("guest", "agencies/99999"),
                rpc.agencyChannel("guest", "agencies/procuratorate"),
                "agencies/procuratorate",
                rows,
                Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong()));

        // When
        List<String> tried = strangers.tryAll(List.of(SharedCaseServiceGrpc.getServiceDescriptor()));

        // Then
        assertThat(tried).hasSize(6);
    }
}
