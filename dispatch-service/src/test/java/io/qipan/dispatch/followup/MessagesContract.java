package io.qipan.dispatch.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.dispatch.followup.Messages.Answer;
import io.qipan.dispatch.followup.Messages.Message;
import io.qipan.runtime.peer.PeerAway;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every way to the telephones of callers keeps. */
public abstract class MessagesContract {
    protected static final Message FIRST =
            new Message("01939b4e-0000-7000-8000-000000000001", "13900000000", "您好\n\"1\" 满意");

    private static final Message SECOND = new Message("01939b4e-0000-7000-8000-000000000002", "13900000001", "您好");

    protected abstract Messages messages();

    protected abstract void goAway();

    protected abstract void comeBack();

    /** What whoever sends them has, each id once. */
    protected abstract List<Message> taken();

    @Test
    void a_message_is_taken_whole_and_once_however_often_it_is_handed_over() {
        // Given
        Answer first = messages().hand(FIRST);

        // When
        List<Answer> answers = List.of(first, messages().hand(FIRST), messages().hand(SECOND));

        // Then
        assertThat(answers).containsOnly(new Answer.Taken());
        assertThat(messages().areSent()).isTrue();
        assertThat(taken()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void what_cannot_be_taken_now_is_taken_later() {
        // Given
        goAway();
        assertThatThrownBy(() -> messages().hand(FIRST)).isInstanceOf(PeerAway.class);
        comeBack();

        // When
        Answer answer = messages().hand(FIRST);

        // Then
        assertThat(answer).isEqualTo(new Answer.Taken());
        assertThat(taken()).containsExactly(FIRST);
    }
}
