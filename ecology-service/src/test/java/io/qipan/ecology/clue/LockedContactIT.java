package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.newId;
import static io.qipan.ecology.clue.ClueScenario.tip;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ShowTipsterRequest;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the database tells of those who told: nothing without the keys, and nothing for good when a key is gone. */
class LockedContactIT extends ClueRpcScenario {
    private static final String CONTACT = "138-0000-0000";

    private Clue told(String contact) {
        return as("li", Role.CALL_TAKER)
                .submitClue(tip().setOptionalContact(contact).build())
                .getClue();
    }

    private String contactOf(Clue clue) {
        return as("chen", Role.COMMANDER)
                .showTipster(ShowTipsterRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(clue.getName())
                        .setReason("to ask back")
                        .build())
                .getContact();
    }

    private List<String> pseudonyms() {
        return scenario.strings("select distinct tipster::text from clue");
    }

    private void keys(String... lines) throws IOException {
        var ignored = Files.writeString(scenario.keyFile, String.join("", lines));
    }

    /** As the version before keys kept it. */
    private void inTheOpen(Clue clue, String contact) {
        DATABASE.execute("update tipster set key_id = null, locked = null, fingerprint = null, contact = '" + contact
                + "' where id = (select tipster from clue where number = '" + clue.getNumber() + "')");
    }

    private void lockAll() {
        Instant due = clock.instant();
        DATABASE.execute("delete from deadline");
        DATABASE.execute("insert into deadline (kind, subject, due_at) values ('" + LockContacts.LOCK + "', '"
                + LockContacts.ALL + "', '" + due + "')");
        handleAll();
    }

    private void handleAll() {
        DeadlineWorker worker = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(scenario.lockContacts()));
        while (worker.handleNext()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void noRowHoldsAContactThatCouldBeReadWithoutAKey() throws NoSuchAlgorithmException {
        // Given
        SubmitClueRequest request = tip().setOptionalContact(CONTACT).build();

        // When
        Clue clue = as("li", Role.CALL_TAKER).submitClue(request).getClue();

        // Then whoever has the database and tries all numbers finds none
        assertThat(scenario.strings("select tipster::text from tipster"))
                .singleElement()
                .asString()
                .doesNotContain(CONTACT)
                .doesNotContain(HexFormat.of().formatHex(CONTACT.getBytes(StandardCharsets.UTF_8)));
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.toByteArray()));
        assertThat(scenario.strings("select encode(body_hash, 'hex') from request"))
                .hasSize(1)
                .doesNotContain(hash);
        assertThat(as("li", Role.CALL_TAKER).submitClue(request).getClue().getName())
                .isEqualTo(clue.getName());
        assertThat(contactOf(clue)).isEqualTo(CONTACT);
    }

    @Test
    void whoTellsAgainUnderAnotherKeyIsTheSameAndIsLockedWithTheNewOne() throws IOException {
        // Given
        Clue first = told(CONTACT);
        keys(TestKeys.line("test", 1), TestKeys.line("test-2", 2));

        // When
        Clue second = told(CONTACT);

        // Then
        assertThat(pseudonyms()).hasSize(1);
        assertThat(scenario.strings("select key_id from tipster")).containsExactly("test-2");
        keys("test erased\n", TestKeys.line("test-2", 2));
        assertThat(contactOf(first)).isEqualTo(CONTACT);
        assertThat(contactOf(second)).isEqualTo(CONTACT);
    }

    @Test
    void anErasedKeyTakesTheContactsItLockedAndWhoTellsAgainIsSomebodyNew() throws IOException {
        // Given
        Clue clue = told(CONTACT);
        keys("test erased\n", TestKeys.line("test-2", 2));

        // When
        StatusRuntimeException refused = refused(() -> contactOf(clue));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.PERSONAL_DATA_ERASED);
        assertThat(metadataOf(refused)).containsEntry("key_id", "test");
        Clue again = told(CONTACT);
        assertThat(pseudonyms()).hasSize(2);
        assertThat(contactOf(again)).isEqualTo(CONTACT);
    }

    @Test
    void contactsOfBeforeAreLockedAndKeepTheirPseudonyms() {
        // Given
        List<Clue> clues =
                IntStream.range(0, 3).mapToObj(i -> told("contact " + i)).toList();
        clues.forEach(clue -> inTheOpen(clue, "contact " + clues.indexOf(clue)));

        // When
        lockAll();

        // Then
        assertThat(scenario.strings("select contact from tipster where contact is not null"))
                .isEmpty();
        assertThat(clues).extracting(this::contactOf).containsExactly("contact 0", "contact 1", "contact 2");
        assertThat(told("contact 1").getHasContact()).isTrue();
        assertThat(pseudonyms()).hasSize(3);
        assertThat(scenario.meters.counter("qipan.clue.contacts.locked").count())
                .isEqualTo(3);
        assertThat(scenario.strings("select subject from deadline")).contains(LockContacts.ALL);
    }

    @Test
    void whatAnOlderServiceAddsLaterIsLockedTheDayAfter() {
        // Given one contact, told to this service and to an older one that cannot see it
        Clue here = told(CONTACT);
        Clue there = told("of the older service");
        lockAll();
        inTheOpen(there, CONTACT);
        clock.advance(LockContacts.LOOKS_EVERY);
        handleAll();

        // When
        List<String> shown = List.of(contactOf(here), contactOf(there));

        // Then
        assertThat(shown).containsOnly(CONTACT);
        assertThat(pseudonyms()).hasSize(2);
        assertThat(scenario.strings("select contact from tipster where contact is not null"))
                .isEmpty();
        assertThat(scenario.strings("select subject from deadline")).containsExactly(LockContacts.ALL);
    }

    @Test
    void theErasingThatAnOlderServiceHasEndedIsSetAgainUnlessSomebodyWaitsForAnAnswer() {
        // Given
        Clue open = told("of a clue that is not answered");
        Clue answered = told(CONTACT);
        DATABASE.execute("insert into tipster (id, contact, first_told) values (gen_random_uuid(), 'nobody', now())");

        // When
        lockAll();

        // Then
        assertThat(scenario.strings("select t.contact from deadline d join tipster t on d.subject = 'tipsters/' || t.id"
                        + " where d.kind = '" + ContactRetention.ERASE + "'"))
                .hasSize(1);
        assertThat(List.of(open, answered)).extracting(this::contactOf).contains(CONTACT);
    }

    @Test
    void whoIsInTheOpenStillAndTellsAgainIsLockedThen() {
        // Given
        inTheOpen(told(CONTACT), CONTACT);

        // When
        Clue again = told(CONTACT);

        // Then
        assertThat(pseudonyms()).hasSize(1);
        assertThat(contactOf(again)).isEqualTo(CONTACT);
        assertThat(scenario.strings("select contact from tipster where contact is not null"))
                .isEmpty();
    }
}
