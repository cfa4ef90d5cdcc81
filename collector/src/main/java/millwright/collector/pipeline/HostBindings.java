package millwright.collector.pipeline;

import millwright.collector.ingest.SeriesKey;

/** Bindings of series that are no indicator: they show that their host lives, and some say more. */
final class HostBindings {
    private HostBindings() {}

    static Binding of(SeriesKey key, HostSlot host) {
        String measurement = key.measurement();
        if (measurement.equals("procstat_top")) {
            return process(key, host);
        }
        if (measurement.equals("millwright_target")) {
            return new TargetBinding(key, host);
        }
        if (measurement.equals("millwright_sampler") && key.field().equals("interval_seconds")) {
            String sampler = key.tags().getOrDefault("sampler", "");
            return new HostBinding(host, (micros, value) -> host.declare(sampler, value));
        }
        return new HostBinding(host, (micros, value) -> {});
    }

    /** A series that is an indicator and tells something of its host as well. */
    static Binding beside(SeriesKey key, Binding indicator) {
        return key.measurement().equals("millwright_target")
                ? new Both(indicator, of(key, indicator.host))
                : indicator;
    }

    private static final class Both extends Binding {
        private final Binding first;
        private final Binding second;

        Both(Binding first, Binding second) {
            super(first.host);
            this.first = first;
            this.second = second;
        }

        @Override
        void sample(long micros, double value) {
            first.sample(micros, value);
            second.sample(micros, value);
        }
    }

    private static Binding process(SeriesKey key, HostSlot host) {
        String name = key.tags().getOrDefault("process_name", "?");
        ProcessTable processes = host.processes();
        return new HostBinding(
                host,
                switch (key.field()) {
                    case "cpu_usage" -> (micros, value) -> processes.cpu(name, micros, value);
                    case "memory_rss" -> (micros, value) -> processes.memory(name, micros, value);
                    case "memory_rss_growth_bytes_per_hour" ->
                            (micros, value) -> processes.memoryGrowth(name, micros, value);
                    case "pid" -> (micros, value) -> processes.pid(name, micros, value);
                    default -> (micros, value) -> {};
                });
    }

    private static final class TargetBinding extends Binding {
        private final String field;
        private final String kind;
        private final String target;

        TargetBinding(SeriesKey key, HostSlot host) {
            super(host);
            field = key.field();
            kind = key.tags().getOrDefault("kind", "?");
            target = key.tags().getOrDefault("target", "?");
        }

        @Override
        void sample(long micros, double value) {
            if (field.equals("up")) {
                host.targets().up(kind, target, micros, value > 0);
            } else if (field.equals("duration_seconds")) {
                host.targets().took(kind, target, micros, value);
            }
        }

        @Override
        void text(long micros, String value) {
            if (field.equals("reason")) {
                host.targets().reason(kind, target, micros, value);
            } else if (field.equals("detail")) {
                host.targets().detail(kind, target, micros, value);
            }
        }
    }

    private interface Use {
        void of(long micros, double value);
    }

    private static final class HostBinding extends Binding {
        private final Use use;

        HostBinding(HostSlot host, Use use) {
            super(host);
            this.use = use;
        }

        @Override
        void sample(long micros, double value) {
            use.of(micros, value);
        }
    }
}
