package io.qipan.patrol.station;

import io.qipan.patrol.place.DatumColumn;
import io.qipan.patrol.station.model.Station;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

@Singleton
class PostgresStations implements Stations {

    @Override
    public boolean add(Station station) {
        return Tx.current()
                        .query(
                                """
                                insert into station
                                    (name, version, title_en, title_zh, given_latitude, given_longitude, given_datum)
                                values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning name""",
                                station.name(),
                                station.version(),
                                station.titleEn(),
                                station.titleZh(),
                                station.point().latitude(),
                                station.point().longitude(),
                                DatumColumn.of(station.point()))
                        .size()
                == 1;
    }

    @Override
    public boolean exists(String name) {
        return Tx.current()
                        .query("select name from station where name = $1", name)
                        .size()
                == 1;
    }

    @Override
    public List<Station> list(Page page) {
        return read("where name > $1 order by name limit $2", page.after().orElse(""), page.size() + 1);
    }

    @Override
    public List<Station> find(Collection<String> names) {
        return read("where name = any ($1) order by name", (Object) names.toArray(String[]::new));
    }

    private static List<Station> read(String where, Object... arguments) {
        List<Station> stations = new ArrayList<>();
        for (Row row : Tx.current().query("select * from station " + where, arguments)) {
            stations.add(new Station(
                    row.getString("name"),
                    row.getLong("version"),
                    row.getString("title_en"),
                    row.getString("title_zh"),
                    DatumColumn.point(
                            row.getDouble("given_latitude"),
                            row.getDouble("given_longitude"),
                            row.getString("given_datum"))));
        }
        return stations;
    }
}
