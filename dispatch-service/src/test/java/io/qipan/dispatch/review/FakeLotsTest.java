package io.qipan.dispatch.review;

class FakeLotsTest extends LotsContract {

    @Override
    Lots lots() {
        return new FakeLots();
    }
}
