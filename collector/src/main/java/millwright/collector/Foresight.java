package millwright.collector;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import millwright.collector.forecast.ForecastInputs;
import millwright.collector.forecast.ForecastJob;
import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.ForecastThread;
import millwright.collector.forecast.ForecastTuning;
import millwright.collector.forecast.HostLoads;
import millwright.collector.forecast.Outlooks;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.pipeline.Predictions;
import millwright.rules.forecast.Forecaster;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.policy.MaintenancePolicy;

/** The forecasts of a collector, or that it makes none. */
final class Foresight {
    private final ForecastTuning tuning;
    private final Optional<ForecastJob> job;

    Foresight(
            CollectorConfig config,
            ForecastInputs inputs,
            ForecastLedger ledger,
            MaintenancePolicy policy,
            InstantSource clock,
            Metrics metrics) {
        tuning = Parts.forecasts(config);
        job =
                config.forecasts().isOn()
                        ? Optional.of(
                                new ForecastJob(
                                        inputs,
                                        ledger,
                                        new Forecaster(policy.forecasts().terms())::forecast,
                                        policy.forecasts(),
                                        tuning,
                                        kept(policy, clock.instant()),
                                        clock,
                                        metrics.registry()))
                        : Optional.empty();
        job.ifPresent(made -> metrics.watch(made, clock));
    }

    /** As long as other checks (L-013 §10.1). */
    private static Duration kept(MaintenancePolicy policy, Instant now) {
        return Duration.between(
                now.atOffset(ZoneOffset.UTC).minus(policy.retention().checks()).toInstant(), now);
    }

    /** For the rules. */
    Predictions predictions() {
        return job.<Predictions>map(Told::new).orElse(Predictions.NONE);
    }

    private record Told(ForecastJob job) implements Predictions {
        @Override
        public List<PredictedCrossing> crossings() {
            return job.predicted();
        }

        @Override
        public List<WithdrawnPrediction> withdrawn() {
            return job.withdrawn();
        }
    }

    /** Hears of each batch once it is durable. */
    void accept(SampleBatch batch) {
        job.ifPresent(made -> made.accept(batch));
    }

    /** To be called where the past was written by another process. */
    void historyChanged() {
        job.ifPresent(ForecastJob::historyChanged);
    }

    /** For the plan. */
    HostLoads loads() {
        return job.<HostLoads>map(made -> made).orElse(HostLoads.NONE);
    }

    Outlooks outlooks() {
        return job.<Outlooks>map(made -> made).orElse(Outlooks.NONE);
    }

    /** Lets them be made from now on; what it gives ends that. */
    Optional<ForecastThread> start() {
        Optional<ForecastThread> thread = job.map(made -> new ForecastThread(made, tuning));
        thread.ifPresent(ForecastThread::start);
        return thread;
    }
}
