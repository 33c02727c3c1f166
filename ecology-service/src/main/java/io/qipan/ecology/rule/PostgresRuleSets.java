package io.qipan.ecology.rule;

import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

@Singleton
class PostgresRuleSets implements RuleSets {

    @Override
    public void keep(String revision, Map<String, byte[]> files, Instant loadedAt) {
        // Of replicas that start at once one inserts, and the others wait for it and then insert nothing.
        boolean inserted = Tx.current().query("""
                                insert into rule_set (revision, loaded_at) values ($1, $2)
                                on conflict do nothing returning revision""", revision, loadedAt).rowCount() == 1;
        if (!inserted) {
            return;
        }
        int position = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Tx.current()
                    .write(
                            "insert into rule_set_file (revision, position, name, content) values ($1, $2, $3, $4)",
                            revision,
                            position++,
                            file.getKey(),
                            packed(file.getValue()));
        }
    }

    @Override
    public Optional<Map<String, byte[]>> find(String revision) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Row row : Tx.current()
                .query("select name, content from rule_set_file where revision = $1 order by position", revision)) {
            files.put(row.getString("name"), unpacked(row.getBuffer("content").getBytes()));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] content) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
