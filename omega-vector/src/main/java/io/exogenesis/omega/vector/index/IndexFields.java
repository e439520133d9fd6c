package io.exogenesis.omega.vector.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;

/**
 * What an entry of a {@link VectorIndex} can be filtered by: terms and numbers. Not given back by a search; the owner of the
 * index looks an entry up by its id.
 *
 * @param terms field → its terms
 * @param numbers field → its number
 */
public record IndexFields(Map<String, List<String>> terms, Map<String, Double> numbers) {
    /** Before the names of fields in the index. */
    static final String TERMS = "t.";

    static final String NUMBERS = "n.";

    public static final IndexFields NONE = new IndexFields(Map.of(), Map.of());

    public IndexFields {
        Map<String, List<String>> copy = new HashMap<>();
        terms.forEach((field, values) -> copy.put(field, List.copyOf(values)));
        terms = Map.copyOf(copy);
        numbers = Map.copyOf(numbers);
    }

    /** These and the terms of one more field; terms of the same field are replaced. */
    public IndexFields withTerms(String field, List<String> values) {
        Map<String, List<String>> more = new HashMap<>(terms);
        more.put(field, values);
        return new IndexFields(more, numbers);
    }

    /** These and one more term field. */
    public IndexFields withTerm(String field, String value) {
        return withTerms(field, List.of(value));
    }

    /** These and one more number. */
    public IndexFields withNumber(String field, double value) {
        Map<String, Double> more = new HashMap<>(numbers);
        more.put(field, value);
        return new IndexFields(terms, more);
    }

    void add(Document document) {
        terms.forEach((field, values) ->
                values.forEach(value -> document.add(new StringField(TERMS + field, value, Field.Store.NO))));
        numbers.forEach((field, value) -> document.add(new DoublePoint(NUMBERS + field, value)));
    }
}
