package dev.kinglet.bench.simulate;

import java.util.SplittableRandom;

/**
 * A distribution as it is published: which value which share of all does not exceed, with straight lines between.
 *
 * @param shares ascending, from 0 to 1
 * @param values ascending, one for each share
 */
public record Quantiles(double[] shares, double[] values) {

    public Quantiles {
        if (shares.length != values.length || shares.length < 2 || shares[0] != 0 || shares[shares.length - 1] != 1) {
            throw new IllegalArgumentException("quantiles need as many values as shares, from share 0 to share 1");
        }
    }

    /** Shares and values in turn: {@code of(0, 0.3, 0.5, 1.2, 1, 3.7)}. */
    public static Quantiles of(double... pairs) {
        double[] shares = new double[pairs.length / 2];
        double[] values = new double[pairs.length / 2];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = pairs[2 * i];
            values[i] = pairs[2 * i + 1];
        }
        return new Quantiles(shares, values);
    }

    double draw(SplittableRandom random) {
        return at(random.nextDouble());
    }

    double at(double share) {
        int i = 1;
        while (i < shares.length - 1 && shares[i] < share) {
            i++;
        }
        double part = (share - shares[i - 1]) / (shares[i] - shares[i - 1]);
        return values[i - 1] + part * (values[i] - values[i - 1]);
    }
}
