package io.qipan.patrol.season.model;

/** What decides whether a medium is open. */
public sealed interface Ruling {

    Passage passage();

    /** A person, against the calendar. */
    record ByDeclaration(Declaration declaration) implements Ruling {
        @Override
        public Passage passage() {
            return declaration.passage();
        }
    }

    /** A rule of the calendar. */
    record ByRule(SeasonRule rule, Passage passage) implements Ruling {}

    /**
     * The place is in a water, where no medium on land leads.
     *
     * @param water name of the feature
     */
    record ByPlace(String water) implements Ruling {
        @Override
        public Passage passage() {
            return Passage.CLOSED;
        }
    }

    /** Nothing says anything. */
    record ByDefault(Passage passage) implements Ruling {}
}
