package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * An embedding in a Lucene document.
 *
 * @param codes field of the 384 int8 codes
 * @param scale field of the float bits of the scale, a doc value
 */
record EmbeddingFields(String codes, String scale) {
    void add(Embedding embedding, Document document) {
        // Cosine, since the length of the codes differs from entry to entry; the scale makes it 1 again.
        document.add(new KnnByteVectorField(codes, embedding.codes(), VectorSimilarityFunction.COSINE));
        document.add(new NumericDocValuesField(scale, Float.floatToIntBits(embedding.scale())));
    }

    /** The embeddings of one segment, read in ascending order of documents. */
    final class Segment {
        private final ByteVectorValues vectors;
        private final KnnVectorValues.DocIndexIterator iterator;
        private final NumericDocValues scales;

        Segment(LeafReader reader) throws IOException {
            ByteVectorValues values = reader.getByteVectorValues(codes);
            this.vectors = values == null ? ByteVectorValues.fromBytes(List.of(), Embedding.DIMENSIONS) : values;
            this.iterator = vectors.iterator();
            this.scales = DocValues.getNumeric(reader, scale);
        }

        /** Goes on to a document. Gives whether it has an embedding. */
        boolean advance(int doc) throws IOException {
            if (iterator.docID() < doc) {
                iterator.advance(doc);
            }
            return iterator.docID() == doc && scales.advanceExact(doc);
        }

        private byte[] codes() throws IOException {
            return vectors.vectorValue(iterator.index());
        }

        private float scale() throws IOException {
            return Float.intBitsToFloat((int) scales.longValue());
        }

        Embedding embedding() throws IOException {
            return Embedding.ofCodes(codes(), scale());
        }

        /** @param query see {@link Int8#widened} */
        float cosine(float[] query, float queryScale) throws IOException {
            return Int8.KERNEL.dot(query, codes(), 0) * queryScale * scale();
        }
    }
}
