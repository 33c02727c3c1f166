package io.qipan.dispatch.missingperson;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.missingperson.Finder.aGirl;
import static io.qipan.dispatch.missingperson.Finder.aNotice;
import static io.qipan.dispatch.missingperson.Finder.aSearch;
import static io.qipan.dispatch.missingperson.Finder.closing;
import static io.qipan.dispatch.missingperson.Finder.found;
import static io.qipan.dispatch.missingperson.Finder.mother;
import static io.qipan.proto.dispatch.v1.NoticeFact.FACT_AGE;
import static io.qipan.proto.dispatch.v1.NoticeFact.FACT_CLOTHING;
import static io.qipan.proto.dispatch.v1.NoticeFact.FACT_LAST_SEEN;
import static io.qipan.proto.dispatch.v1.NoticeFact.FACT_NAME;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.CloseSearchResponse;
import io.qipan.proto.dispatch.v1.DraftNoticeRequest;
import io.qipan.proto.dispatch.v1.ListMissingNoticesRequest;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.NoticeBasis;
import io.qipan.proto.dispatch.v1.NoticeChannel;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.proto.dispatch.v1.RecordNoticeHandOverRequest;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.WithdrawNoticeRequest;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingNoticeIT extends MissingPersonScenario {

    private MissingSearch search(MissingPerson.Builder person) {
        return wang().open(aSearch(incident(), ago(Duration.ofMinutes(10))).setPerson(person));
    }

    private MissingNotice drafted(MissingSearch search) {
        return wang().draft(aNotice(search, mother(FACT_AGE, FACT_CLOTHING), FACT_AGE, FACT_CLOTHING));
    }

    private MissingNotice handOver(MissingNotice notice, String channel) {
        return wang().notices
                .recordNoticeHandOver(RecordNoticeHandOverRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setChannel(channel)
                        .build())
                .getNotice();
    }

    private MissingNotice withdraw(MissingNotice notice) {
        return wang().notices
                .withdrawNotice(WithdrawNoticeRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setReason("the mother changed her mind")
                        .build())
                .getNotice();
    }

    @Test
    void a_notice_tells_what_was_agreed_to_and_nothing_else_and_a_second_person_releases_it() {
        // Given
        MissingSearch search = search(aGirl());
        MissingNotice draft = drafted(search);
        var alone = refused(() -> wang().release(draft));

        // When
        MissingNotice released = zhao().release(draft);

        // Then
        assertThat(reasonOf(alone)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(metadataOf(alone)).containsEntry("made_by", "wang");
        assertThat(released.getState()).isEqualTo(MissingNotice.State.RELEASED);
        assertThat(released.getReleasedBy()).isEqualTo("zhao");
        assertThat(zhao().show(search).getNoticesList())
                .containsExactly(NoticeContent.newBuilder()
                        .setNotice(draft.getName())
                        .setAge(9)
                        .setClothing("yellow rain coat")
                        .setContact("0473-110")
                        .build());
        assertThat(openWork()).contains(draft.getName());
    }

    @ParameterizedTest
    @CsvSource({
        "CONSENT, mother, '', FACT_AGE, guardian",
        "GUARDIAN, '', '', FACT_AGE, agreement",
        "GUARDIAN, mother, '', FACT_NAME, not_agreed",
        "DUTY_TO_FIND, '', '', FACT_AGE, citation",
        "DUTY_TO_FIND, '', 'Law on the Protection of Minors', FACT_NAME, not_agreed"
    })
    void a_notice_about_a_minor_needs_its_basis(
            NoticeBasis.Kind kind,
            String givenAs,
            String citation,
            io.qipan.proto.dispatch.v1.NoticeFact told,
            String why) {
        // Given
        NoticeBasis.Builder basis =
                mother(FACT_AGE).setKind(kind).setGivenAs(givenAs).setCitation(citation);
        DraftNoticeRequest.Builder request = aNotice(search(aGirl()), basis, told);

        // When
        var refusal = refused(() -> wang().draft(request));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOTICE_REFUSED);
        assertThat(metadataOf(refusal)).containsEntry("why", why);
    }

    @Test
    void who_may_be_a_minor_is_protected_as_one_and_an_adult_is_not() {
        // Given
        NoticeBasis.Builder consent = mother(FACT_NAME).setKind(NoticeBasis.Kind.CONSENT);
        MissingSearch unknown = search(aGirl().clearAge());
        MissingSearch adult = search(aGirl().clearAge().setBirthDate("1950-02-28"));

        // When
        var refusal = refused(() -> wang().draft(aNotice(unknown, consent, FACT_NAME)));

        // Then
        assertThat(metadataOf(refusal)).containsEntry("why", "guardian");
        assertThat(wang().draft(aNotice(adult, consent, FACT_NAME)).getState()).isEqualTo(MissingNotice.State.DRAFT);
    }

    @Test
    void notices_about_an_adult_who_turns_out_to_be_a_minor_are_withdrawn_and_handed_to_nobody() {
        // Given
        MissingSearch adult = search(aGirl().setAge(18));
        NoticeBasis.Builder consent = mother(FACT_NAME).setKind(NoticeBasis.Kind.CONSENT);
        MissingNotice draft = wang().draft(aNotice(adult, consent, FACT_NAME));
        MissingNotice released = zhao().release(wang().draft(aNotice(adult, consent, FACT_NAME)));
        MissingNotice byGuardian = zhao().release(wang().draft(aNotice(adult, mother(FACT_NAME), FACT_NAME)));

        // When
        wang().amend(adult, aGirl().setAge(17), ago(Duration.ofMinutes(10)));

        // Then
        MissingNotice ending = wang().now(released);
        assertThat(ending.getState()).isEqualTo(MissingNotice.State.WITHDRAWING);
        assertThat(ending.getWithdrawReason()).contains("MINOR").contains("guardian");
        assertThat(rows("select reason from journal where action = 'missing_notice.withdrawing'"))
                .containsExactly(ending.getWithdrawReason());
        assertThat(openWork()).contains(released.getName());
        assertThat(reasonOf(refused(() -> handOver(ending, "village-radio")))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(wang().now(draft).getState()).isEqualTo(MissingNotice.State.DISCARDED);
        assertThat(wang().now(byGuardian)).isEqualTo(byGuardian);
    }

    @Test
    void an_amended_record_that_every_notice_holds_for_ends_none() {
        // Given
        MissingSearch search = search(aGirl());
        MissingNotice draft = drafted(search);
        MissingNotice released = zhao().release(drafted(search));

        // When
        wang().amend(search, aGirl().clearAge(), ago(Duration.ofMinutes(10)));

        // Then
        assertThat(wang().now(draft)).isEqualTo(draft);
        assertThat(wang().now(released)).isEqualTo(released);
    }

    @Test
    void whoever_releases_or_hands_over_meets_the_rule_again() {
        // Given
        MissingSearch adult = search(aGirl().setAge(18));
        NoticeBasis.Builder consent = mother(FACT_NAME).setKind(NoticeBasis.Kind.CONSENT);
        MissingNotice draft = wang().draft(aNotice(adult, consent, FACT_NAME));
        MissingNotice released = zhao().release(wang().draft(aNotice(adult, consent, FACT_NAME)));
        DATABASE.execute("update missing_search set age_group = 'MINOR'");

        // When
        var releasing = refused(() -> zhao().release(draft));
        var handing = refused(() -> handOver(released, "village-radio"));

        // Then
        assertThat(metadataOf(releasing)).containsEntry("why", "guardian");
        assertThat(reasonOf(handing)).isEqualTo(Reason.NOTICE_REFUSED);
        assertThat(metadataOf(handing)).containsEntry("why", "guardian");
    }

    @Test
    void a_draft_that_is_sent_again_is_the_same_notice() {
        // Given
        DraftNoticeRequest.Builder request = aNotice(search(aGirl()), mother(FACT_AGE), FACT_AGE);

        // When
        MissingNotice first = wang().draft(request);
        MissingNotice second = wang().draft(request);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_notice_of_which_the_record_knows_nothing_is_refused() {
        // Given
        MissingSearch search = search(aGirl().clearName());

        // When
        var refusal = refused(() -> wang().draft(aNotice(search, mother(FACT_NAME), FACT_NAME)));

        // Then
        assertThat(metadataOf(refusal)).containsEntry("why", "unknown");
    }

    @Test
    void when_the_person_is_found_every_channel_has_to_take_the_notice_down_and_until_then_it_is_open_work() {
        // Given
        MissingSearch search = search(aGirl());
        MissingNotice released = handOver(zhao().release(drafted(search)), "village-radio");
        MissingNotice waiting = wang().draft(aNotice(search, mother(FACT_LAST_SEEN), FACT_LAST_SEEN));

        // When
        CloseSearchResponse closed = wang().close(found(search));
        pass(Duration.ofHours(1));

        // Then
        assertThat(closed.getNoticesDue()).isEqualTo(1);
        MissingNotice due = wang().now(released);
        assertThat(due.getState()).isEqualTo(MissingNotice.State.WITHDRAWING);
        assertThat(due.getWithdrawReason()).contains("FOUND_ALIVE");
        assertThat(due.getReminders()).isEqualTo(1);
        assertThat(told(due.getName())).endsWith("missing_notice.withdrawing", "missing_notice.still_up");
        assertThat(wang().now(waiting).getState()).isEqualTo(MissingNotice.State.DISCARDED);
        MissingNotice half = wang().confirm(due, "village-radio");
        assertThat(half.getState()).isEqualTo(MissingNotice.State.WITHDRAWING);
        assertThat(half.getChannelsList().stream().map(NoticeChannel::getState))
                .containsExactly(NoticeChannel.State.TAKEN_DOWN, NoticeChannel.State.OPEN);
        assertThat(openWork()).contains(due.getName()).doesNotContain(waiting.getName(), search.getName());
        assertThat(reasonOf(refused(() -> wang().confirm(half, "village-radio"))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        MissingNotice down = wang().confirm(half, "local-tv");
        assertThat(down.getState()).isEqualTo(MissingNotice.State.WITHDRAWN);
        assertThat(openWork()).doesNotContain(due.getName());
        assertThat(deadlines(due.getName())).isEmpty();
    }

    @Test
    void a_search_that_somebody_else_goes_on_with_leaves_its_notice_to_the_public() {
        // Given
        MissingSearch search = search(aGirl());
        MissingNotice released = zhao().release(drafted(search));

        // When
        wang().close(closing(search, SearchOutcome.HANDED_ON).setOptionalHandedTo("agencies/criminal-police"));
        pass(Duration.ofHours(24));

        // Then
        MissingNotice shown = wang().now(released);
        assertThat(shown.getState()).isEqualTo(MissingNotice.State.RELEASED);
        assertThat(shown.getReminders()).isEqualTo(1);
        assertThat(withdraw(shown).getState()).isEqualTo(MissingNotice.State.WITHDRAWING);
    }

    @Test
    void a_draft_that_nobody_releases_is_called_to_mind_and_can_be_discarded() {
        // Given
        MissingSearch search = search(aGirl());
        MissingNotice draft = drafted(search);
        pass(Duration.ofHours(24));

        // When
        MissingNotice discarded = withdraw(wang().now(draft));

        // Then
        assertThat(discarded.getState()).isEqualTo(MissingNotice.State.DISCARDED);
        assertThat(told(draft.getName()))
                .containsExactly("missing_notice.drafted", "missing_notice.unreleased", "missing_notice.discarded");
        assertThat(wang().notices
                        .listMissingNotices(ListMissingNoticesRequest.newBuilder()
                                .setOptionalSearch(search.getName())
                                .setOpenOnly(true)
                                .build())
                        .getNoticesCount())
                .isZero();
        assertThat(reasonOf(refused(() -> zhao().release(discarded)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_search_its_sector_and_its_notice_that_lost_their_deadlines_are_found_and_keep_their_time() {
        // Given
        MissingSearch search = search(aGirl());
        MissingNotice notice = drafted(search);
        String sector = wang().assign(wang().add(search, Finder.square(0)), "units/boat-1")
                .getName();
        DATABASE.execute("delete from deadline where subject not like 'incidents/%'");

        // When
        List<String> adopted = dispatch.oversight().adopt();
        pass(0);

        // Then
        assertThat(adopted).containsExactlyInAnyOrder(search.getName(), notice.getName(), sector);
        assertThat(told(search.getName())).doesNotContain("missing_search.unresolved");
        assertThat(told(notice.getName())).doesNotContain("missing_notice.unreleased");
        assertThat(told(sector)).doesNotContain("search_sector.unreported");
        assertThat(dispatch.oversight().adopt()).isEmpty();
    }

    @Test
    void a_notice_whose_content_was_erased_is_not_released() {
        // Given
        MissingNotice draft = drafted(search(aGirl()));
        DATABASE.execute("update missing_text set key_id = 'gone'");

        // When
        Reason reason = reasonOf(refused(() -> zhao().release(draft)));

        // Then
        assertThat(reason).isEqualTo(Reason.PERSONAL_DATA_ERASED);
        assertThat(wang().now(draft)).isEqualTo(draft);
    }
}
