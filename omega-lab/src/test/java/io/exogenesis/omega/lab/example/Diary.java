package io.exogenesis.omega.lab.example;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.DatasetException;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.RatingsFormat;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of {@code diary.txt}, oldest first: viewer, title and {@code +} (liked) or {@code -}, between tabs. */
public final class Diary implements RatingsFormat {
    @Override
    public boolean accepts(Path directory) {
        return Files.exists(directory.resolve("diary.txt"));
    }

    @Override
    public Dataset read(Path directory) {
        Map<String, Integer> titles = new LinkedHashMap<>();
        Map<String, List<RatingEvent>> viewers = new LinkedHashMap<>();
        int line = 0;
        for (String text : lines(directory.resolve("diary.txt"))) {
            line++;
            String[] f = text.split("\t");
            if (f.length != 3) {
                throw new DatasetException(directory + "/diary.txt:" + line + ": expected viewer, title and + or -");
            }
            int item = titles.computeIfAbsent(f[1], t -> titles.size());
            viewers.computeIfAbsent(f[0], v -> new ArrayList<>())
                    .add(new RatingEvent(item, f[2].equals("+") ? 5 : 2, line));
        }
        List<MediaItem> items = new ArrayList<>();
        titles.forEach((title, i) ->
                items.add(MediaItem.builder(new MediaId("t" + i), title).build()));
        List<ViewerHistory> histories = new ArrayList<>();
        viewers.forEach((id, events) -> histories.add(new ViewerHistory(id, events)));
        return new Dataset(directory.getFileName() + " (diary)", items, histories, false);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be read: " + e.getMessage());
        }
    }
}
