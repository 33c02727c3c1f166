package io.qipan.ecology.checklist;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.chief.ChiefPorts;
import io.qipan.proto.ecology.v1.Appointment;
import io.qipan.proto.ecology.v1.ChecklistItem;
import io.qipan.proto.ecology.v1.ChecklistServiceGrpc;
import io.qipan.proto.ecology.v1.ChecklistTemplate;
import io.qipan.proto.ecology.v1.GetChecklistTemplateRequest;
import io.qipan.proto.ecology.v1.ListChecklistItemsRequest;
import io.qipan.proto.ecology.v1.ListChecklistTemplatesRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecklistRpcIT extends ChecklistScenario {

    private ChecklistTemplate revised(io.qipan.proto.ecology.v1.ReviseChecklistTemplateRequest.Builder request) {
        return lists().reviseChecklistTemplate(request.build()).getTemplate();
    }

    @Test
    void theBeginOfEachMonthMakesItsItems() {
        // Given
        ChecklistTemplate template =
                revised(template(0, point("walk", 25), point("ice", 10).addMonths(12)));

        // When
        clock.set(Instant.parse("2026-11-30T16:00:01Z"));
        handleAllDue();

        // Then
        List<ChecklistItem> december =
                listed(ListChecklistItemsRequest.newBuilder().setOptionalMonth("2026-12"));
        assertThat(template.getRevision()).isEqualTo(1);
        assertThat(december).extracting(ChecklistItem::getPoint).containsExactlyInAnyOrder("walk", "ice");
        assertThat(december).allSatisfy(item -> {
            assertThat(item.getState()).isEqualTo(ChecklistItem.State.OPEN);
            assertThat(item.getOwner()).isEqualTo("wang");
        });
        clock.set(Instant.parse("2026-12-31T16:00:01Z"));
        handleAllDue();
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOptionalMonth("2027-01")))
                .extracting(ChecklistItem::getPoint)
                .containsExactly("walk");
    }

    @Test
    void monthsOutOfServiceAreMadeUpForOneByOne() {
        // Given
        ChecklistTemplate ignored = revised(template(0, point("walk", 25)));

        // When
        clock.set(Instant.parse("2027-02-10T00:00:00Z"));
        handleAllDue();

        // Then
        assertThat(listed(ListChecklistItemsRequest.newBuilder()))
                .extracting(item -> item.getMonth() + " " + item.getState())
                .containsExactlyInAnyOrder("2026-12 OVERDUE", "2027-01 OVERDUE", "2027-02 OPEN");
    }

    @Test
    void theItemsOfAMonthAreMadeOnceHoweverOften() {
        // Given
        ChecklistTemplate first = revised(template(0, point("walk", 25), point("over", 10)));
        List<ChecklistItem> now = made("2026-11");
        ChecklistTemplate second = revised(template(1, point("walk", 25), point("weir", 30)));

        // When
        List<ChecklistItem> again = made("2026-11");

        // Then
        assertThat(first.getRevision() + second.getRevision()).isEqualTo(3);
        assertThat(now)
                .as("the 10th is over")
                .extracting(ChecklistItem::getPoint)
                .containsExactly("walk");
        assertThat(again).extracting(ChecklistItem::getPoint).containsExactly("weir");
        assertThat(again.getFirst().getTemplateRevision()).isEqualTo(2);
        assertThat(made("2026-12")).hasSize(2);
        clock.set(Instant.parse("2026-11-30T16:00:01Z"));
        handleAllDue();
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOptionalMonth("2026-12")))
                .hasSize(2);
    }

    @Test
    void onlyThisAndTheNextMonthAreMadeByHand() {
        // Given
        ChecklistTemplate ignored = revised(template(0, point("walk", 25)));

        // When
        StatusRuntimeException refused = refused(() -> made("2027-01"));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(textOf(refused)).contains("2026-11 or 2026-12, not 2027-01");
    }

    @Test
    void anEndedTemplateMakesNoMoreUntilItBeginsAgain() {
        // Given
        ChecklistTemplate first = revised(template(0, point("walk", 25)));
        ChecklistTemplate ended = revised(template(1, point("walk", 25)).setEnded(true));
        clock.set(Instant.parse("2027-01-10T00:00:00Z"));
        handleAllDue();
        assertThat(listed(ListChecklistItemsRequest.newBuilder())).isEmpty();

        // When
        ChecklistTemplate again = revised(template(2, point("walk", 25)));

        // Then
        assertThat(List.of(first.getRevision(), ended.getRevision(), again.getRevision()))
                .containsExactly(1, 2, 3);
        clock.set(Instant.parse("2027-01-31T16:00:01Z"));
        handleAllDue();
        assertThat(listed(ListChecklistItemsRequest.newBuilder()))
                .extracting(ChecklistItem::getMonth)
                .containsExactly("2027-02");
    }

    @Test
    void aPointOfAPostIsForWhoHoldsItAndForTheSupervisorWhileItIsVacant() {
        // Given
        ChiefPorts.river(DATABASE.unitOfWork(), "post:zhao", clock.instant());
        ChecklistTemplate ignored = revised(template(
                        0,
                        point("walk", 25).setPost(Appointment.Post.CHIEF),
                        point("guard", 25).setPost(Appointment.Post.POLICE_CHIEF))
                .setOptionalJurisdiction(ChiefPorts.RIVER));

        // When
        List<ChecklistItem> made = made("2026-11");

        // Then
        assertThat(made)
                .extracting(item -> item.getPoint() + " " + item.getOwner())
                .containsExactly("walk post:zhao", "guard chen");
    }

    @Test
    void aTemplateIsRefusedWithAllThatIsWrongInIt() {
        // Given
        var wrong = template(
                        0,
                        point("walk", 25),
                        point("walk", 26).setAccount("chen").setTextZh(""),
                        point("guard", 25).setPost(Appointment.Post.CHIEF))
                .setTitleZh("");

        // When
        StatusRuntimeException refused = refused(() -> revised(wrong));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(textOf(refused))
                .contains("title_zh", "walk is there twice", "has no text", "from chen to chen", "no jurisdiction");
        assertThat(reasonOf(refused(
                        () -> revised(template(0, point("walk", 25)).setOptionalJurisdiction("jurisdictions/x")))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> revised(template(0, point("walk", 25)).setAgency("agencies/x")))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void twoRevisionsFromOneBaseAreNotBothMade() {
        // Given
        ChecklistTemplate first = revised(template(0, point("walk", 25)));
        ChecklistTemplate same = revised(template(1, point("walk", 25)));
        ChecklistTemplate second = revised(template(1, point("walk", 26)));

        // When
        StatusRuntimeException refused = refused(() -> revised(template(1, point("walk", 27))));

        // Then
        assertThat(same).isEqualTo(first);
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(reasonOf(refused)).isEqualTo(Reason.STALE_ETAG);
        assertThat(lists().listChecklistTemplates(ListChecklistTemplatesRequest.getDefaultInstance())
                        .getTemplatesList())
                .containsExactly(second);
        assertThat(lists().getChecklistTemplate(GetChecklistTemplateRequest.newBuilder()
                                .setName(TEMPLATE)
                                .setRevision(1)
                                .build())
                        .getTemplate())
                .isEqualTo(first);
    }

    @Test
    void anotherAgencyIsToldNothing() {
        // Given
        var guest = rpc.withToken(TestTokens.mintAgency("guest", "agencies/wuhai", Role.values()));

        // When
        Reason reason = reasonOf(refused(() -> ChecklistServiceGrpc.newBlockingStub(guest)
                .listChecklistTemplates(ListChecklistTemplatesRequest.getDefaultInstance())));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, ChecklistServiceGrpc.getServiceDescriptor(), 200, 20261122);
        RandomMessages.throwAt(
                rpc, io.qipan.proto.ecology.v1.ChecklistItemServiceGrpc.getServiceDescriptor(), 200, 20261122);

        assertThat(revised(template(0, point("walk", 25))).getRevision()).isEqualTo(1);
        clock.advance(Duration.ofDays(40));
        handleAllDue();
    }
}
