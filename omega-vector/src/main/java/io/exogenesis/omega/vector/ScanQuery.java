package io.exogenesis.omega.vector;

import io.exogenesis.omega.model.Embedding;

/** A query as the scans want it: its codes widened once to floats, whose sums of products stay exact integers. */
record ScanQuery(float[] codes, float scale) {

    static ScanQuery of(Embedding embedding) {
        return new ScanQuery(Int8.widened(embedding.codes()), embedding.scale());
    }
}
