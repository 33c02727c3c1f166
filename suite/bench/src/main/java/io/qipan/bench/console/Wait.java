package io.qipan.bench.console;

/** What a dispatcher waits for between the answer and the order that is with its unit. */
enum Wait {
    CREATE_CALL("CreateCall"),
    SUGGEST_DUPLICATES("SuggestDuplicates"),
    OPEN_INCIDENT("OpenIncident"),
    RECOMMEND_UNITS("RecommendUnits"),
    REQUEST_ORDERS("RequestOrders"),
    /** The unit's watch shows the order, and its terminal confirms that it has it. */
    DELIVERY("Watch, ConfirmDelivery"),
    /** All of one incident, a second choice of a unit included. */
    ALL("Answer to delivered");

    private final String title;

    Wait(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
