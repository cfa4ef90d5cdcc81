package millwright.collector.forecast;

import java.util.Optional;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;

/** Forecasts with fewer points in their paths, for who keeps one of each series. */
final class Paths {
    private static final int POINTS = 16;

    private Paths() {}

    static Forecast thinned(Forecast forecast) {
        if (forecast instanceof Forecast.Expected expected) {
            return thinned(expected);
        }
        Forecast.Unforecastable not = (Forecast.Unforecastable) forecast;
        Optional<Forecast.Expected> tentative = not.tentative().map(Paths::thinned);
        return new Forecast.Unforecastable(
                not.at(), not.horizon(), not.reason(), not.sentence(), not.quality(), tentative);
    }

    private static Forecast.Expected thinned(Forecast.Expected forecast) {
        return new Forecast.Expected(
                forecast.at(),
                forecast.horizon(),
                thinned(forecast.path()),
                forecast.crossings(),
                forecast.model(),
                forecast.segment(),
                forecast.quality());
    }

    private static Path thinned(Path path) {
        int each = (path.size() + POINTS - 1) / POINTS;
        if (each <= 1) {
            return path;
        }
        int size = (path.size() + each - 1) / each;
        double[] middle = new double[size];
        double[] low = new double[size];
        double[] high = new double[size];
        for (int i = 0; i < size; i++) {
            middle[i] = path.middle(i * each);
            low[i] = path.low(i * each);
            high[i] = path.high(i * each);
        }
        return new Path(path.instant(0), path.step().multipliedBy(each), middle, low, high);
    }
}
