package io.qipan.patrol.rescue.model;

/** How many people, never who. */
public record People(long persuaded, long helped, long rescued, long deceased) {

    public static final People NOBODY = new People(0, 0, 0, 0);

    public People plus(People others) {
        return new People(
                persuaded + others.persuaded,
                helped + others.helped,
                rescued + others.rescued,
                deceased + others.deceased);
    }
}
