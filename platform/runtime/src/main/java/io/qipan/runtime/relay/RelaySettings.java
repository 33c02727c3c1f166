package io.qipan.runtime.relay;

import io.qipan.runtime.journal.JournaledKinds;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the feed is carried to, and what of it. */
@Singleton
public class RelaySettings {
    private final Optional<String> servers;
    private final String topic;
    private final Optional<String> file;
    private final Set<String> kinds;
    private final Set<String> whole;

    public RelaySettings(
            @ConfigProperty(name = "qipan.relay.kafka.servers") Optional<String> servers,
            @ConfigProperty(name = "qipan.relay.kafka.topic") String topic,
            @ConfigProperty(name = "qipan.relay.kafka.settings-file") Optional<String> file,
            @ConfigProperty(name = "qipan.relay.kinds") Optional<List<String>> kinds,
            @ConfigProperty(name = "qipan.relay.whole-kinds") Optional<List<String>> whole,
            JournaledKinds journaled) {
        this.servers = servers;
        this.topic = topic;
        this.file = file;
        this.kinds = new TreeSet<>(kinds.orElse(List.of()));
        this.whole = new TreeSet<>(whole.orElse(List.of()));
        if (isOn()) {
            check(journaled);
        }
    }

    private void check(JournaledKinds journaled) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(
                    "qipan.relay.kinds names no kind of resource, and nothing is carried by itself." + " Name some of "
                            + journaled.all());
        }
        if (!journaled.all().containsAll(kinds)) {
            throw new IllegalArgumentException(
                    "qipan.relay.kinds is " + kinds + ", and this service has only " + journaled.all());
        }
        if (!kinds.containsAll(whole)) {
            throw new IllegalArgumentException(
                    "qipan.relay.whole-kinds is " + whole + ", and only " + kinds + " are carried");
        }
    }

    boolean isOn() {
        return servers.isPresent();
    }

    Set<String> kinds() {
        return kinds;
    }

    Set<String> whole() {
        return whole;
    }

    Topic topic() {
        return new KafkaTopic(topic, servers.orElseThrow(), others());
    }

    private Properties others() {
        Properties properties = new Properties();
        file.ifPresent(name -> {
            try (Reader reader = Files.newBufferedReader(Path.of(name))) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("qipan.relay.kafka.settings-file: " + name + " cannot be read", e);
            }
        });
        return properties;
    }
}
