package millwright.collector.pipeline;

import millwright.rules.indicator.Micros;
import millwright.rules.indicator.NominalIntervals;

/**
 * How often the samples of one indicator are meant to come: as its agent declares, else as learned
 * from it and its peers.
 *
 * @param indicator the indicator's number among all, from 0
 * @param series this one's number among all, from 0
 */
record Cadence(NominalIntervals intervals, int indicator, int series) {
    void observe(long spacingMicros) {
        intervals.observe(indicator, series, spacingMicros);
    }

    long nominalMicros(HostSlot host, String measurement) {
        double declared = host.declaredSeconds(measurement);
        return declared > 0
                ? (long) (declared * Micros.A_SECOND)
                : intervals.micros(indicator, series);
    }
}
