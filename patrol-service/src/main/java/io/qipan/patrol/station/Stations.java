package io.qipan.patrol.station;

import io.qipan.patrol.station.model.Station;
import io.qipan.runtime.page.Page;
import java.util.Collection;
import java.util.List;

/** The stations there are. */
public interface Stations {

    /** Whether it was added: false if there is one of this name. */
    boolean add(Station station);

    boolean exists(String name);

    /** Those of these that exist. */
    List<Station> find(Collection<String> names);

    /** By name, one more than the page holds. */
    List<Station> list(Page page);
}
