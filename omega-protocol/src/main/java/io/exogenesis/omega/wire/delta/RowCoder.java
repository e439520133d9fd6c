package io.exogenesis.omega.wire.delta;

import java.util.Arrays;

/** Writes or reads the rows of a model, given those of the one before. */
final class RowCoder {
    /** Rungs of a scale within which it is looked for; beyond, the row is told whole. */
    private static final int RUNGS = 24;

    private static final int GROUP = 8;
    private static final int GROUPS = 32;
    private static final int CALM = 6;
    /** Upper ends of the classes of what a row's last residuals were, in 64ths. */
    private static final int[] CALMNESS = {6, 16, 32, 64, 128};

    private final BitCoder coder;
    private final Rows base;
    private final Turn turn;
    private final Steps steps;
    private final Rows target;
    private final Symbols scales = new Symbols(1);
    private final Symbols residuals = new Symbols(GROUPS * CALM);
    private final int[] told = {BitCoder.EVEN};
    private final int[] sums;
    private final int[] expected;
    private final int[] symbols;
    private int rungs;

    /** @param target is written, or filled */
    RowCoder(BitCoder coder, Rows base, Turn turn, Steps steps, Rows target) {
        this.coder = coder;
        this.base = base;
        this.turn = turn;
        this.steps = steps;
        this.target = target;
        this.sums = new int[target.rank()];
        this.expected = new int[sums.length];
        this.symbols = new int[sums.length];
    }

    /** @param before row of the same title in the base, −1 if it is new */
    void row(int row, int before) {
        boolean follows = coder.writes() && before >= 0 && fits(row, before);
        if (before < 0 || coder.bit(told, 0, follows ? 1 : 0) == 0) {
            whole(row);
        } else {
            residual(row, before);
        }
    }

    private void whole(int row) {
        target.scales()[row] = Float.intBitsToFloat(coder.plain(Float.floatToRawIntBits(target.scales()[row]), 32));
        for (int at = row * sums.length; at < (row + 1) * sums.length; at++) {
            target.codes()[at] = (byte) coder.plain(target.codes()[at] & 255, 8);
        }
    }

    private void residual(int row, int before) {
        rungs = Math.clamp(scales.code(coder, 0, rungs), -RUNGS, RUNGS);
        float scale = base.scale(before, rungs);
        target.scales()[row] = scale;
        if (!coder.writes()) {
            base.expect(before, turn, scale, sums, expected);
        }
        int restless = CALMNESS[1];
        for (int k = 0; k < symbols.length; k++) {
            int calm = Arrays.binarySearch(CALMNESS, restless);
            int context = Math.min(k / GROUP, GROUPS - 1) * CALM + (calm < 0 ? -calm - 1 : calm);
            int symbol = residuals.code(coder, context, symbols[k]);
            restless += (Math.min(Math.abs(symbol), 15) * 64 - restless) >> 3;
            target.codes()[row * symbols.length + k] = (byte) at(k, symbol);
        }
    }

    private int at(int k, int symbol) {
        return Rows.limited(expected[k] + (long) symbol * steps.at(k));
    }

    /** Whether the row can be told by steps; then they are known. */
    private boolean fits(int row, int before) {
        int rung = -RUNGS;
        while (rung <= RUNGS && base.scale(before, rung) != target.scales()[row]) {
            rung++;
        }
        if (rung > RUNGS) {
            return false;
        }
        rungs = base.scale(before, 0) == target.scales()[row] ? 0 : rung;
        base.expect(before, turn, target.scales()[row], sums, expected);
        for (int k = 0; k < symbols.length; k++) {
            int code = target.codes()[row * symbols.length + k];
            int off = code - expected[k];
            int step = steps.at(k);
            // away from what is expected: what lies beyond the largest code is limited to it
            symbols[k] = (off + Integer.signum(off) * (step - 1)) / step;
            if (at(k, symbols[k]) != code) {
                return false;
            }
        }
        return true;
    }
}
