package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the viewer's command line on one directory, as a person or a script would do it. */
record CommandRun(int exit, String out, String err) {
    /** Twelve titles of three kinds, enough to learn from and quick to embed. */
    private static final String TITLES = """
            id,title,genres
            1,Toy Story (1995),Animation|Children|Comedy
            2,Alien (1979),Horror|Sci-Fi
            3,Aliens (1986),Action|Sci-Fi
            4,"City of Lost Children, The (1995)",Adventure|Sci-Fi
            5,Heat (1995),Crime|Thriller
            6,Fargo (1996),Comedy|Crime
            7,Solaris (1972),Drama|Sci-Fi
            8,Moon (2009),Drama|Sci-Fi
            9,Airplane! (1980),Comedy
            10,Duck Soup (1933),Comedy
            11,Goodfellas (1990),Crime|Drama
            12,"Amélie (Fabuleux destin d'Amélie Poulain, Le) (2001)",(no genres listed)
            """;

    static Path catalogue(Path directory) {
        try {
            return Files.writeString(directory.resolve("movies.csv"), TITLES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CommandRun of(Path data, String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--data");
        all.add(data.toString());
        int exit = ViewerCommand.commandLine(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .execute(all.toArray(String[]::new));
        return new CommandRun(exit, out.toString(), err.toString());
    }

    JsonObject json() {
        return JsonParser.parseString(out).getAsJsonObject();
    }

    /** The one line that an error is. */
    String problem() {
        List<String> lines = err.lines().toList();
        if (lines.size() != 1) {
            throw new AssertionError("not one line of error but: " + err);
        }
        return lines.getFirst();
    }
}
