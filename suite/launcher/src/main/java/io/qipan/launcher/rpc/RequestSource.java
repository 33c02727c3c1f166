package io.qipan.launcher.rpc;

import io.qipan.launcher.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the JSON of a request comes from: the command line, {@code @file}, or {@code -} for standard input. */
record RequestSource(String argument, InputStream standardInput) {

    String read() {
        try {
            if (argument.equals("-")) {
                return new String(standardInput.readAllBytes(), StandardCharsets.UTF_8);
            }
            return argument.startsWith("@") ? Files.readString(Path.of(argument.substring(1))) : argument;
        } catch (IOException e) {
            throw new UserError("Cannot read the request from '" + argument + "': no such file, or not UTF-8 text.", e);
        }
    }
}
