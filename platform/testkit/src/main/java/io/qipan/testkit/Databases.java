package io.qipan.testkit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/** Fresh databases. Migrations run once for each set of locations; every further database is a copy. */
final class Databases {

    private static final Map<List<String>, String> TEMPLATES = new ConcurrentHashMap<>();

    private Databases() {}

    /** A new database, migrated from these class path locations, empty if there are none. Returns its name. */
    static String create(List<String> locations) {
        String name = newName("test");
        if (locations.isEmpty()) {
            EmbeddedServer.execute("postgres", "create database " + name);
        } else {
            String template = TEMPLATES.computeIfAbsent(locations, Databases::migrate);
            EmbeddedServer.execute("postgres", "create database " + name + " template " + template);
        }
        return name;
    }

    static void drop(String name) {
        EmbeddedServer.execute("postgres", "drop database if exists " + name + " with (force)");
    }

    private static String migrate(List<String> locations) {
        String name = newName("template");
        EmbeddedServer.execute("postgres", "create database " + name);
        Flyway.configure()
                .dataSource(EmbeddedServer.jdbcUrl(name), EmbeddedServer.USER, EmbeddedServer.PASSWORD)
                .locations(locations.stream()
                        .map(location -> "classpath:" + location)
                        .toArray(String[]::new))
                .failOnMissingLocations(true)
                .load()
                .migrate();
        return name;
    }

    private static String newName(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }
}
