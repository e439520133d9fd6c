package io.exogenesis.omega.viewer.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.cli.history.SoughtTitle.Form;
import io.exogenesis.omega.viewer.cli.history.TitleIndex.Match;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleIndexTest {
    private static final TitleIndex INDEX = new TitleIndex(List.of(
            item("godfather", "The Godfather", 1972, MediaItem.Kind.MOVIE),
            item("hard", "Die Hard", 1988, MediaItem.Kind.MOVIE),
            item("leon", "Léon", 1994, MediaItem.Kind.MOVIE),
            item("avventura", "L'avventura", 1960, MediaItem.Kind.MOVIE),
            item("thelma", "Thelma & Louise", 1991, MediaItem.Kind.MOVIE),
            item("lost", "City of Lost Children, The (Cité des enfants perdus, La)", 1995, MediaItem.Kind.MOVIE),
            item("wall-e", "WALL·E", 2008, MediaItem.Kind.MOVIE),
            item("alien", "Alien", 1979, MediaItem.Kind.MOVIE),
            item("dune84", "Dune", 1984, MediaItem.Kind.MOVIE),
            item("dune21", "Dune", 2021, MediaItem.Kind.MOVIE),
            item("fargo", "Fargo", 1996, MediaItem.Kind.MOVIE),
            item("fargo-tv", "Fargo", 2014, MediaItem.Kind.SERIES),
            item("crown", "The Crown", 2016, MediaItem.Kind.SERIES),
            item("cards", "House of Cards", 2013, MediaItem.Kind.SERIES),
            item("spirited", "千と千尋の神隠し", 2001, MediaItem.Kind.MOVIE),
            item("dollar", "$", 1971, MediaItem.Kind.MOVIE),
            MediaItem.builder(new MediaId("undated"), "Undated")
                    .kind(MediaItem.Kind.MOVIE)
                    .build()));

    private static MediaItem item(String id, String title, int year, MediaItem.Kind kind) {
        return MediaItem.builder(new MediaId(id), title).year(year).kind(kind).build();
    }

    private static String found(Form form, int year, String name) {
        OptionalInt known = year == 0 ? OptionalInt.empty() : OptionalInt.of(year);
        return switch (INDEX.find(SoughtTitle.of(form, known, name))) {
            case Match.Found(MediaId media) -> media.value();
            case Match.Unclear(int titles) -> "unclear";
            case Match.Unknown() -> "unknown";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Godfather                | 1972 | godfather
            Godfather, The               | 1972 | godfather
            GODFATHER                    | 0    | godfather
            The Godfather                | 1973 | godfather
            The Godfather                | 1971 | godfather
            The Godfather                | 1974 | unknown
            Leon                         | 1994 | leon
            LÉON                         | 0    | leon
            Le\u0301on                   | 1994 | leon
            Avventura, L'                | 1960 | avventura
            L’Avventura                  | 1960 | avventura
            Thelma and Louise            | 1991 | thelma
            The City of Lost Children    | 1995 | lost
            La cité des enfants perdus   | 1995 | lost
            Wall-E                       | 2008 | wall-e
            Die Hard                     | 1988 | hard
            Hard                         | 0    | unknown
            Dune                         | 2021 | dune21
            Dune                         | 1985 | dune84
            Dune                         | 0    | unclear
            Dune                         | 2000 | unknown
            Fargo                        | 0    | fargo
            Fargo                        | 2014 | fargo-tv
            Alien: Covenant              | 2017 | unknown
            千と千尋の神隠し                 | 2001 | spirited
            $                            | 1971 | dollar
            Undated                      | 1950 | undated
            ???                          | 0    | unknown
            """)
    void find_film_byNameAndYear(String name, int year, String expected) {
        assertThat(found(Form.FILM, year, name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Fargo: Year 2: "The Gift of the Magi"        | fargo-tv
            The Crown: Season 1: "Wolferton Splash"      | crown
            The Crown: Staffel 1: Teil 2: Ende           | crown
            The Crown : Saison 1 : « Le Palais »         | crown
            House of Cards (U.S.): Season 1: Chapter 1   | cards
            Alien: Covenant                              | unknown
            Alien: Season 1: "Pilot"                     | unknown
            The Crown: The Film                          | unknown
            Fargo                                        | fargo
            Other: Season 1: "Fargo: The Crown (Fargo)"  | unknown
            """)
    void find_episode_byTheShow_neverByAFilm(String name, String expected) {
        assertThat(found(Form.FILM_OR_EPISODE, 0, name)).isEqualTo(expected);
    }
}
