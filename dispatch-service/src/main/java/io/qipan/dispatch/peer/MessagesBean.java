package io.qipan.dispatch.peer;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.followup.Messages;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The way to the telephones of callers that the settings say; without one, people call. */
@Singleton
class MessagesBean {
    private static final Duration REST = Duration.ofSeconds(10);

    @Produces
    @Singleton
    static Messages messages(DispatchSettings settings) {
        if (settings.messagesFolder().isPresent() && settings.messagesAddress().isPresent()) {
            throw new IllegalStateException("QIPAN_DISPATCH_MESSAGES_FOLDER and QIPAN_DISPATCH_MESSAGES_ADDRESS are"
                    + " both set, and a message goes one way. Take one away.");
        }
        return settings.messagesAddress()
                .<Messages>map(address -> new HttpMessages(address, settings.messagesTokenFile(), REST))
                .or(() -> settings.messagesFolder().map(FolderMessages::new))
                .orElseGet(NoMessages::new);
    }

    /** No gateway is set up. */
    private static final class NoMessages implements Messages {
        @Override
        public boolean areSent() {
            return false;
        }

        @Override
        public Answer hand(Message message) {
            throw new IllegalStateException("No gateway for messages is set up");
        }
    }
}
