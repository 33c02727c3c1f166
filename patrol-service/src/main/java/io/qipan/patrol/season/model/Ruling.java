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

    /** Nothing says anything. */
    record ByDefault(Passage passage) implements Ruling {}
}
