package io.qipan.ecology.escalation;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseLaw;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.Escalation;
import io.qipan.proto.ecology.v1.SharedCase;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clocks of the administrative track go up inside the administration, and police see what was handed over to them. */
class AdministrativeClockIT extends PartyScenario {

    private void goesUpToTheGovernmentOnly(Case file, Clock.Kind... kinds) {
        assertThat(of(file)).extracting(Escalation::getClockKind).containsExactlyInAnyOrder(kinds);
        assertThat(of(file)).extracting(Escalation::getAgency).containsOnly("agencies/government");
        assertThat(of(file)).extracting(Escalation::getWatcher).containsOnly(Clock.Watcher.SUPERVISOR);
        assertThat(reasonOf(refused(() -> party("procuratorate").getSharedCase(named(file)))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void anOverduePenaltyOfAnAdministrativeCaseGoesUpToTheGovernment() {
        // Given
        Case file = StoredCases.filed(commander(), CaseLaw.ADMINISTRATIVE_PENALTY);

        // When
        later(Duration.ofDays(92));

        // Then
        goesUpToTheGovernmentOnly(file, Clock.Kind.PENALTY_DECISION);
    }

    @Test
    void aClockThatStillNamesTheProcuratorateDoesNotOpenTheCaseToIt() {
        // Given
        Case file = StoredCases.filed(commander(), CaseLaw.ADMINISTRATIVE_PENALTY);
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            CaseFile found = StoredCases.port()
                    .lock(CaseName.parse(file.getName()).orElseThrow())
                    .orElseThrow();
            Clock told = ClockMessages.message(
                    found.name(), found.procedure().clock(1).orElseThrow());
            StoredCases.port()
                    .save(found.with(ClockMessages.clock(told.toBuilder()
                            .addWatchers(Clock.Watcher.PROSECUTOR)
                            .build())));
            return true;
        });

        // When
        later(Duration.ofDays(92));

        // Then
        goesUpToTheGovernmentOnly(file, Clock.Kind.PENALTY_DECISION);
    }

    @Test
    void whatANewerVersionTellsOfAClockOutlivesOurStepsAndIsSharedWithNobody() {
        // Given
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");
        UnknownFieldSet newer = UnknownFieldSet.newBuilder()
                .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("a person"))
                                .build())
                .build();
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            CaseFile found = StoredCases.port()
                    .lock(CaseName.parse(file.getName()).orElseThrow())
                    .orElseThrow();
            Clock told = ClockMessages.message(
                    found.name(), found.procedure().clock(1).orElseThrow());
            StoredCases.port()
                    .save(found.with(ClockMessages.clock(
                            told.toBuilder().setUnknownFields(newer).build())));
            return true;
        });

        // When
        Case forwarded =
                StoredCases.forwarded(commander(), StoredCases.stored(commander(), file), "agencies/police-other");

        // Then
        Clock ours = StoredCases.stored(commander(), forwarded).getProcedure().getClocks(0);
        assertThat(ours.getUnknownFields()).isEqualTo(newer);
        Clock shared =
                party("police-other").getSharedCase(named(file)).getSharedCase().getClocks(0);
        assertThat(shared.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
        assertThat(shared)
                .isEqualTo(ours.toBuilder()
                        .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                        .build());
    }

    @Test
    void whatPoliceHaveSeizedGoesUpForEachSeizureAndOnce() {
        // Given
        Case filed = StoredCases.filed(commander(), CaseLaw.PUBLIC_ORDER);
        Case once = StoredCases.seized(commander(), filed);
        Case twice = StoredCases.seized(commander(), once);
        assertThat(twice.getProcedure().getSeizuresCount()).isEqualTo(2);
        Case file = StoredCases.returned(commander(), twice, 2);

        // When
        later(Duration.ofDays(32));
        later(Duration.ofMinutes(1));

        // Then
        goesUpToTheGovernmentOnly(
                file, Clock.Kind.GOODS_TO_KEEPER, Clock.Kind.SEIZURE, Clock.Kind.PUBLIC_ORDER_DECISION);
        Case returned = StoredCases.returned(commander(), StoredCases.stored(commander(), file), 1);
        assertThat(returned.getProcedure().getSeizuresList())
                .allSatisfy(seizure -> assertThat(seizure.hasEndedAt()).isTrue());
        assertThat(of(file))
                .filteredOn(up -> up.getClockKind() != Clock.Kind.PUBLIC_ORDER_DECISION)
                .extracting(Escalation::getState)
                .containsOnly(Escalation.State.SETTLED);
    }

    @Test
    void policeSeeWhatWasHandedOverToThemAndNothingElse() {
        // Given
        Case other = StoredCases.opened(commander(), false);
        Case drill = StoredCases.handedOver(commander(), StoredCases.opened(commander(), true), "agencies/police-wuda");
        assertThat(seenBy("police-wuda")).isEmpty();

        // When
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");

        // Then
        assertThat(seenBy("police-wuda")).containsExactly(file.getName());
        SharedCase seen = party("police-wuda").getSharedCase(named(file)).getSharedCase();
        assertThat(seen.getCriminal().getPolice()).isEqualTo("agencies/police-wuda");
        assertThat(seen.toString()).doesNotContain(file.getSummary(), file.getOwner());
        for (Case hidden : List.of(other, drill)) {
            assertThat(reasonOf(refused(() -> party("police-wuda").getSharedCase(named(hidden)))))
                    .isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(seenBy("police-other")).isEmpty();
        assertThat(reasonOf(refused(() -> party("police-other").getSharedCase(named(file)))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void whatAServiceOfBeforeHasForwardedIsListedForNobodyElse() {
        // Given
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");

        // When
        DATABASE.execute("update case_file set police = 'agencies/police-other'");

        // Then
        assertThat(seenBy("police-other")).isEmpty();
        assertThat(party("police-wuda")
                        .getSharedCase(named(file))
                        .getSharedCase()
                        .getName())
                .isEqualTo(file.getName());
    }

    @Test
    void whoHasForwardedACaseHasItNoMore() {
        // Given
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");

        // When
        Case forwarded = StoredCases.forwarded(commander(), file, "agencies/police-other");

        // Then
        assertThat(seenBy("police-other")).containsExactly(forwarded.getName());
        assertThat(seenBy("police-wuda")).isEmpty();
        assertThat(reasonOf(refused(() -> party("police-wuda").getSharedCase(named(file)))))
                .isEqualTo(Reason.NOT_FOUND);
    }
}
