package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Between our words and Lucene's: an entry as a document, a filter as a query. */
final class IndexDocuments {
    static final String ID = "id";
    static final String VECTOR = "vector";
    static final String SCALE = "scale";
    private static final String TERMS = "t.";
    private static final String NUMBERS = "n.";

    private IndexDocuments() {}

    static Document of(String id, Embedding embedding, IndexFields fields) {
        Document document = new Document();
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new BinaryDocValuesField(ID, new BytesRef(id)));
        // Cosine, since the length of the codes differs from entry to entry; the scale makes it 1 again.
        document.add(new KnnByteVectorField(VECTOR, embedding.codes(), VectorSimilarityFunction.COSINE));
        document.add(new NumericDocValuesField(SCALE, Float.floatToIntBits(embedding.scale())));
        fields.terms()
                .forEach((field, values) ->
                        values.forEach(value -> document.add(new StringField(TERMS + field, value, Field.Store.NO))));
        fields.numbers().forEach((field, value) -> document.add(new DoublePoint(NUMBERS + field, value)));
        return document;
    }

    static Query query(Filter filter) {
        return switch (filter) {
            case Filter.All all -> MatchAllDocsQuery.INSTANCE;
            case Filter.Term(String field, String term) -> new TermQuery(new Term(TERMS + field, term));
            case Filter.AnyOf(String field, var terms) ->
                new TermInSetQuery(
                        TERMS + field, terms.stream().map(BytesRef::new).toList());
            case Filter.AtLeast(String field, double min) ->
                DoublePoint.newRangeQuery(NUMBERS + field, min, Double.POSITIVE_INFINITY);
            case Filter.And(var parts) -> all(parts);
        };
    }

    private static Query all(List<Filter> parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER);
        parts.forEach(part -> all.add(query(part), BooleanClause.Occur.FILTER));
        return all.build();
    }
}
