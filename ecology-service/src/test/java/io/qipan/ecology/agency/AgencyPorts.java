package io.qipan.ecology.agency;

/** Opens the adapter to tests of other features. */
public final class AgencyPorts {

    private AgencyPorts() {}

    public static Agencies postgres() {
        return new PostgresAgencies();
    }
}
