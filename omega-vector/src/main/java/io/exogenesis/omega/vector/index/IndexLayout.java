package io.exogenesis.omega.vector.index;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;

/** How an index is kept. An index may be reopened with the other layout; segments keep theirs until they are merged. */
public enum IndexLayout {
    /**
     * No graph, scans only: exact, and the faster one below some 20,000 entries. Made for hundreds of indexes in one process:
     * a small buffer, one file a segment, merges in the calling thread.
     */
    FLAT(2, Integer.MAX_VALUE),
    /** A small-world graph in segments that are large enough for it; merges in the background. For the Core's bank. */
    GRAPH(32, Lucene99HnswVectorsFormat.HNSW_GRAPH_THRESHOLD);

    /** Neighbours a node. 16 gave recall .95 at 100,000 entries; 8 gave .98 at 10,000, where one scans anyway. */
    private static final int NEIGHBOURS = 16;

    private static final int BUILD_BEAM = 100;

    /** Entries up to which a scan beats a graph; measured between 10,000 and 20,000. */
    static final int SCAN_LIMIT = 20_000;

    private final double bufferMegabytes;
    private final int graphThreshold;

    IndexLayout(double bufferMegabytes, int graphThreshold) {
        this.bufferMegabytes = bufferMegabytes;
        this.graphThreshold = graphThreshold;
    }

    int scanLimit() {
        return this == FLAT ? Integer.MAX_VALUE : SCAN_LIMIT;
    }

    IndexWriterConfig writerConfig() {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setNoCFSRatio(1);
        MergeScheduler scheduler = this == FLAT ? new SerialMergeScheduler() : new ConcurrentMergeScheduler();
        KnnVectorsFormat format = new Lucene99HnswVectorsFormat(NEIGHBOURS, BUILD_BEAM, 1, null, graphThreshold);
        return new IndexWriterConfig()
                // the default codec (its name is what is written, so any reader finds it) with our vector format
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return format;
                    }
                })
                .setRAMBufferSizeMB(bufferMegabytes)
                .setUseCompoundFile(true)
                .setMergePolicy(merges)
                .setMergeScheduler(scheduler);
    }
}
