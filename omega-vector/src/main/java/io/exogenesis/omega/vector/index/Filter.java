package io.exogenesis.omega.vector.index;

import java.util.List;
import java.util.Set;

/** Which entries of a {@link VectorIndex} take part in a search. It is applied before the ranking. */
public sealed interface Filter {

    /** Everything. */
    record All() implements Filter {}

    /** The field holds this term. */
    record Term(String field, String term) implements Filter {}

    /** The field holds at least one of these terms; an empty set matches nothing. */
    record AnyOf(String field, Set<String> terms) implements Filter {
        public AnyOf {
            terms = Set.copyOf(terms);
        }
    }

    /** The field's number is at least {@code min}; entries without the field do not match. */
    record AtLeast(String field, double min) implements Filter {}

    /** All of these; an empty list matches everything. */
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }
    }

    static Filter all() {
        return new All();
    }

    static Filter term(String field, String term) {
        return new Term(field, term);
    }

    static Filter anyOf(String field, Set<String> terms) {
        return new AnyOf(field, terms);
    }

    static Filter atLeast(String field, double min) {
        return new AtLeast(field, min);
    }

    static Filter and(Filter... parts) {
        return new And(List.of(parts));
    }
}
