package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.GeometryFactory;

/** Opens the adapter to tests of other features. */
public final class AgencyPorts {

    private AgencyPorts() {}

    /** In memory, with agencies of these codes and kinds. */
    public static Agencies known(Map<String, AgencyKind> kinds) {
        Agencies agencies = new FakeAgencies();
        kinds.forEach((code, kind) -> {
            boolean ignored = agencies.add(new Agency(
                    code, kind, code, "", Optional.empty(), List.of(), new GeometryFactory().createPolygon()));
        });
        return agencies;
    }

    public static Agencies postgres() {
        return new PostgresAgencies();
    }
}
