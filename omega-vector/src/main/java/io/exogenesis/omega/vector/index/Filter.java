package io.exogenesis.omega.vector.index;

import java.util.Set;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Which entries of a {@link VectorIndex} take part in a search. It is applied before the ranking. */
public final class Filter {
    private static final Filter ALL = new Filter(MatchAllDocsQuery.INSTANCE);

    final Query query;

    private Filter(Query query) {
        this.query = query;
    }

    /** Everything. */
    public static Filter all() {
        return ALL;
    }

    /** The field holds this term. */
    public static Filter term(String field, String term) {
        return new Filter(new TermQuery(new Term(IndexFields.TERMS + field, term)));
    }

    /** The field holds at least one of these terms; an empty set matches nothing. */
    public static Filter anyOf(String field, Set<String> terms) {
        return new Filter(new TermInSetQuery(
                IndexFields.TERMS + field, terms.stream().map(BytesRef::new).toList()));
    }

    /** The field's number is at least {@code min}; entries without the field do not match. */
    public static Filter atLeast(String field, double min) {
        return new Filter(DoublePoint.newRangeQuery(IndexFields.NUMBERS + field, min, Double.POSITIVE_INFINITY));
    }

    /** All of these; none matches everything. */
    public static Filter and(Filter... parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER);
        for (Filter part : parts) {
            all.add(part.query, BooleanClause.Occur.FILTER);
        }
        return new Filter(all.build());
    }
}
