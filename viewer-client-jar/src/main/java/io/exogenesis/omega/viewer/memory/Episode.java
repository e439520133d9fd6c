package io.exogenesis.omega.viewer.memory;

import io.exogenesis.omega.model.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was tried, how it went and what is to be learned from it (specification §4.2: {@code storeEpisode}; Shinn et
 * al., "Reflexion", NeurIPS 2023). Its id is positive when the host stored it, negative when an event told of it.
 */
public interface Episode extends MemoryEntry {
    /** Task of every choice of a title. */
    String MEDIA_SELECTION = "media_selection";

    /** From this reward on a choice counts as a success. */
    double SUCCESS = .6;

    /** What belongs together. */
    String session();

    Instant at();

    /** What it was for. */
    String task();

    /** What was known or asked. */
    String input();

    /** What was done. */
    String output();

    /** The title that it is about, if it is about one. */
    Optional<MediaId> media();

    /** Reward, in [0, 1]. */
    double reward();

    boolean success();

    /** One or two sentences; made from the reward where the host said none. */
    String critique();

    /** How long it took; for a watched title, how long it was watched. */
    Duration latency();

    /** Tokens of a language model, if one took part. */
    long tokens();

    List<String> tags();

    Map<String, String> metadata();
}
