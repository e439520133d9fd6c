package io.exogenesis.omega.wire.delta;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemPairs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Made-up item models that follow each other. */
final class Models {
    private Models() {}

    static ItemModel first(Random random, int items, int rank) {
        List<String> ids = new ArrayList<>();
        for (int j = 0; j < items; j++) {
            ids.add("t" + j);
        }
        return model(random, 1, ids, new double[items][rank], 1);
    }

    /** The same titles, moved by noise, all directions turned against each other, one title gone, one new, in another order. */
    static ItemModel next(Random random, ItemModel before, int rank, double noise) {
        int old = before.getRank();
        double[][] turn = new double[old][rank];
        for (double[] row : turn) {
            for (int k = 0; k < rank; k++) {
                row[k] = random.nextGaussian() / Math.sqrt(old);
            }
        }
        List<Integer> rows = new ArrayList<>();
        for (int j = 0; j < before.getMediaIdsCount(); j++) {
            rows.add(j);
        }
        Collections.shuffle(rows, random);
        List<String> ids = new ArrayList<>();
        double[][] values = new double[Math.max(1, rows.size())][rank];
        for (int n = 1; n < rows.size(); n++) {
            ids.add(before.getMediaIds(rows.get(n)));
            for (int i = 0; i < old; i++) {
                double v = before.getCodes().byteAt(rows.get(n) * old + i) * before.getScales(rows.get(n));
                for (int k = 0; k < rank; k++) {
                    values[n - 1][k] += v * turn[i][k];
                }
            }
        }
        ids.add("n" + before.getVersion());
        return model(random, before.getVersion() + 1, ids, values, noise);
    }

    private static ItemModel model(Random random, long version, List<String> ids, double[][] values, double noise) {
        int rank = values.length == 0 ? 1 : values[0].length;
        byte[] codes = new byte[ids.size() * rank];
        ItemModel.Builder out =
                ItemModel.newBuilder().setVersion(version).setRank(rank).addAllMediaIds(ids);
        for (int k = 0; k < rank; k++) {
            out.addSpectrum(1000f / (k + 1));
        }
        for (int j = 0; j < ids.size(); j++) {
            double most = 0;
            for (int k = 0; k < rank; k++) {
                values[j][k] += noise * random.nextGaussian();
                most = Math.max(most, Math.abs(values[j][k]));
            }
            float scale = random.nextInt(20) == 0 ? 0 : (float) most / 127;
            for (int k = 0; k < rank; k++) {
                codes[j * rank + k] = scale == 0 ? 0 : (byte) Math.round(values[j][k] / scale);
            }
            out.addScales(scale).addSupport(random.nextInt(3));
        }
        return out.setCodes(ByteString.copyFrom(codes))
                .addPairs(pairs(random, ids.size()))
                .build();
    }

    private static ItemPairs pairs(Random random, int items) {
        ItemPairs.Builder out = ItemPairs.newBuilder().setWindow(5);
        int end = 0;
        for (int row = 0; row < items; row++) {
            for (int column = 0; column < items; column += 1 + random.nextInt(items)) {
                out.addColumns(column).addValues(.1f + random.nextFloat());
                end++;
            }
            out.addRowEnds(end);
        }
        return out.build();
    }
}
