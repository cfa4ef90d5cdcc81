package millwright.dashboards;

/**
 * @param text PromQL or InfluxQL
 * @param legend what a series of the answer is called; empty in tables, whose columns have names
 * @param isInstant whether only the present counts
 */
record Query(String text, String legend, boolean isInstant, boolean isTable) {}
