package io.qipan.dispatch.followup;

import java.util.List;

class FakeMessagesTest extends MessagesContract {
    private final FakeMessages fake = new FakeMessages();

    FakeMessagesTest() {
        fake.isSetUp = true;
    }

    @Override
    protected Messages messages() {
        return fake;
    }

    @Override
    protected void goAway() {
        fake.away = true;
    }

    @Override
    protected void comeBack() {
        fake.away = false;
    }

    @Override
    protected List<Messages.Message> taken() {
        return List.copyOf(fake.taken.values());
    }
}
