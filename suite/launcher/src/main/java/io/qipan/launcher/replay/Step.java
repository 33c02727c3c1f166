package io.qipan.launcher.replay;

/** What a unit reports about an order, by the name that a milestone has. */
enum Step {
    DEPART("on_the_way"),
    ARRIVE("on_scene"),
    TRANSPORT("transport"),
    HOSPITAL("hospital"),
    CLEAR("cleared");

    private final String milestone;

    Step(String milestone) {
        this.milestone = milestone;
    }

    String milestone() {
        return milestone;
    }
}
